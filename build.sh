#!/usr/bin/env bash
# Builds, runs, tests and measures Scorefield. ./build.sh --help says how.
set -euo pipefail
cd "$(dirname "$0")"

readonly TOOLCHAIN=go1.27.4 # builds the programs; go.mod asks for 1.26 only
readonly STATICCHECK=v0.8.2
readonly BUILD=.build       # stamps and intermediate files

usage() {
	cat <<'EOF'
Usage: ./build.sh [command]

  (none)            build the site into public/; it can then be copied to any static host;
                    and dist/scorefield, the folder and npm package for embedding, with a copy named by its version
  run               build, and open public/scorefield.html from disk in the default browser
  test              gofmt, vet, staticcheck, native tests (plain and SIMD), tests as WebAssembly, types of the scripts,
                    hostile input a million times, tests in Chromium, Firefox and WebKit; with --all also the long ones,
                    which take hours: the walks, ten minutes of memory, the search for hostile input, every scene in
                    every browser
  bench [--out F]   run the benchmarks; with --out also write them as JSON; with --peers compare with TensorFlow.js
                    (through npm), NumPy and PyTorch (where a python3 has them, or apt-get brings them) in what these do too; with --only REGEXP
                    those that it matches, such as Growth; with --rounds N so often, not three times; with --minutes N
                    watch memory for so long. Figures are printed as they come
  article           make the pages of the article from wasm/article
  docusaurus        build a site with Docusaurus and open it in Chromium: not part of test, for it takes 274 MB of packages
  sheet             draw every scene into wasm/testdata: the goldens, and all on one sheet.png
  pictures          draw the article's figures into public/pictures, for paper and for readers without scripts
  clean             remove what was built
  --help            this text

SITE=https://host/folder/ gives the article's pages the absolute addresses that crawlers want.
Building needs Go and nothing else: the toolchain that the programs need is fetched through Go's module proxy.
With CI=true a test that cannot run is a failure instead of a skip.
EOF
}

# simd runs go with the toolchain and the experiment that the programs are built with.
simd() { GOTOOLCHAIN=$TOOLCHAIN GOEXPERIMENT=simd go "$@"; }

# Where a processor has AVX-512, scalar code of Go 1.27.4 built for vectors runs 35 to 300 times slower once a signal has
# preempted its thread, until a kernel of ours empties the registers: native vector tests, whose quadratures call none, do without.
readonly UNPREEMPTED=GODEBUG=asyncpreemptoff=1

# js is the same for WebAssembly in a browser.
js() { GOOS=js GOARCH=wasm simd "$@"; }

# cold lists packages that no frame spends time in. Compiled without inlining they pack 250 KB smaller (gz, measured).
cold=()
for package in github.com/hajimehoshi/ebiten/v2/... github.com/ebitengine/... github.com/scorefield/scorefield/sim/lab/... github.com/scorefield/scorefield/sim/table \
	github.com/scorefield/scorefield/wasm reflect fmt os time \
	internal/... strings strconv unicode/... sort slices bufio bytes io/... path/... errors syscall/... encoding/... image/... compress/... hash/...; do
	cold+=("-gcflags=$package=-l")
done

# tool runs the project's own build tool; it is native and plain Go.
tool() {
	if [[ ! -x $BUILD/tool || -n $(find wasm/tool wasm/bench wasm/article sim/lab/param sim/lab/scene -newer "$BUILD/tool" -type f) ]]; then
		mkdir -p "$BUILD"
		env -u GOOS -u GOARCH go build -o "$BUILD/tool" ./wasm/tool
	fi
	"$BUILD/tool" "$@"
}

# current succeeds if the stamp of a target is that of its inputs, and else writes the new one to $stamp.
stamp=""
current() {
	local target=$1
	shift
	stamp=$({
		echo "$TOOLCHAIN"
		find build.sh "$@" \( -name testdata -o -name browser -o -name bench -o -name article -o -name types -o -name package -o -name element -o -name node_modules \) -prune -o \
			-type f ! -name '*_test.go' -print0 | LC_ALL=C sort -z | xargs -0 cat
	} | tool sum)
	[[ -f $target && -f $BUILD/$(basename "$target").stamp && $(<"$BUILD/$(basename "$target").stamp") == "$stamp" ]]
}

keep() { echo "$stamp" >"$BUILD/$(basename "$1").stamp"; }

# slim makes the copy of Ebitengine that the programs are built with; wasm/tool/slim.go says what it leaves out.
slim() {
	if ! current "$BUILD/go.mod" go.mod go.sum wasm/tool render/*.kage; then
		tool slim "$BUILD/ebiten" "$BUILD/go.mod" render/*.kage
		keep "$BUILD/go.mod"
	fi
}

# program builds package $2 into public/$1.wasm.gz.
program() {
	local name=$1 package=$2
	local target=public/$name.wasm.gz
	if current "$target" go.mod go.sum sim render wasm wasm/package/package.json; then
		return
	fi
	local made=$stamp
	slim
	js build -modfile="$BUILD/go.mod" -trimpath -ldflags="-s -w -X github.com/scorefield/scorefield/sim/lab/protocol.build=$made -X main.version=$(version)" "${cold[@]}" -o "$BUILD/$name.wasm" "$package"
	if [[ $name == core ]]; then
		tool lines "$BUILD/$name.wasm" names
	else
		tool lines "$BUILD/$name.wasm"
	fi
	tool gzip "$BUILD/$name.wasm" "$target"
	stamp=$made
	keep "$target"
}

# posters draws what a page shows before its programs run: natively, by the program's own code.
posters() {
	local last=public/posters/sde-wide-light.png
	if current "$last" go.mod go.sum sim render wasm/*.go wasm/article public/points.csv; then
		return
	fi
	local made=$stamp
	env -u GOOS -u GOARCH GOTOOLCHAIN=$TOOLCHAIN GOEXPERIMENT=simd go build -o "$BUILD/posters" ./wasm
	env "$UNPREEMPTED" "$BUILD/posters" public
	stamp=$made
	keep "$last"
}

# script joins Go's support script of the same toolchain and one of ours.
script() {
	local target=public/$1 source=wasm/page/$1
	{
		cat "$(simd env GOROOT)/lib/wasm/wasm_exec.js"
		cat "$source"
	} >"$target.new"
	mv "$target.new" "$target"
}

# version is the package's, which the script says too.
version() { sed -n 's/^  "version": "\(.*\)",$/\1/p' wasm/package/package.json; }

# released is the day of that version, by which it is cited: the same source is the same script on any day.
released() { sed -n 's/^  "date": "\(.*\)",$/\1/p' wasm/package/package.json; }

# element is the page's one script, in the order of its files; every file is an idea.
readonly element=(types words copies dom shared age style policy loader frame pool text png engine stage sight theme notes waiting working exports gif webm mp4 video film tips controls status links data picture shelf datapanel drawing pad element fences)

# join_element makes public/scorefield.js of them, inside one function.
join_element() {
	local target=public/scorefield.js
	{
		cat wasm/element/types.js
		echo "'use strict';"
		echo '(() => {'
		echo "if (typeof document !== 'object') return; // on a server"
		echo "const version = '$(version)', released = '$(released)';"
		tool ratios
		tool presets
		tool lengths public/scorefield.wasm.gz public/core.wasm.gz
		local name
		for name in "${element[@]:1}"; do
			cat "wasm/element/$name.js"
		done
		echo '})();'
	} | tool ascii >"$target.new"
	mv "$target.new" "$target"
}

build() {
	mkdir -p "$BUILD"
	posters & # while the programs are compiled
	local drawing=$!
	program scorefield ./wasm
	program core ./wasm/core
	join_element
	tool reserve >public/scorefield.css.new && mv public/scorefield.css.new public/scorefield.css
	script frame.js
	script worker.js
	tool article public ${SITE:+"$SITE"}
	wait "$drawing"
	if ! current public/scorefield.html public/*.js public/*.gz public/thumbnails public/*.css wasm/page wasm/article/* wasm/tool/bundle.go; then
		tool bundle public wasm/page/standalone.html public/scorefield.html
		keep public/scorefield.html
	fi
	tool embed . dist
	sizes
}

sizes() {
	tool sizes "$BUILD/scorefield.wasm" public/scorefield.wasm.gz "$BUILD/core.wasm" public/core.wasm.gz \
		public/scorefield.js public/frame.js public/worker.js public/scorefield.html
	if command -v brotli >/dev/null; then
		printf '  %-28s %9d bytes with brotli\n' "scorefield.wasm" "$(brotli -c -q 9 "$BUILD/scorefield.wasm" | wc -c)"
	fi
}

run() {
	build
	local page=$PWD/public/scorefield.html
	if [[ $(uname) == Darwin ]]; then
		open "$page"
	elif [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]] && command -v xdg-open >/dev/null; then
		xdg-open "$page"
	elif command -v cmd.exe >/dev/null; then
		cmd.exe /c start "" "$(wslpath -w "$page" 2>/dev/null || echo "$page")"
	else
		echo "No display here. Open this file in a browser: $page"
	fi
}

# fetch installs a package where that is possible: on Debian or Ubuntu, as root.
fetch() {
	if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
		echo "Installing $*"
		if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@" >/dev/null; }; then
			echo "It could not be installed"
		fi
	fi
}

have_chromium() {
	command -v chromium chromium-browser google-chrome "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" >/dev/null
}

have_numpy() { python3 -c 'import numpy' 2>/dev/null || /usr/bin/python3 -c 'import numpy' 2>/dev/null; }

have_torch() { python3 -c 'import torch' 2>/dev/null || /usr/bin/python3 -c 'import torch' 2>/dev/null; }

have_node() { command -v node >/dev/null; }

have_npm() { have_node && command -v npm >/dev/null; }

# stage runs one step of the tests; the tool counts what it prints. A step that returns 77 is skipped.
results=$BUILD/results
stage() {
	local name=$1
	shift
	{
		local status=0
		"$@" 2>&1 || status=$?
		[[ $status != 77 ]] || status=skip
		echo "@@status $status"
	} | tool count "$results" "$name"
}

# skip says why a step cannot run.
skip() {
	echo "skipped: $*"
	return 77
}

# formatted fails if gofmt would change a file, and names it.
formatted() {
	local files
	files=$(gofmt -l sim render wasm)
	if [[ -n $files ]]; then
		echo "$files"
		return 1
	fi
}

# lint runs staticcheck in the configuration that its arguments, of env, make.
lint() {
	env -u GOOS -u GOARCH -u GOEXPERIMENT GOTOOLCHAIN=$TOOLCHAIN GOBIN="$PWD/$BUILD" go install "honnef.co/go/tools/cmd/staticcheck@$STATICCHECK" || return 1
	env GOTOOLCHAIN=$TOOLCHAIN "$@" "$BUILD/staticcheck" ./...
}

# installed puts the npm packages of folder $1 into folder $2, at the versions in its lock file.
installed() {
	local from=$1 at=$2
	if ! cmp -s "$from/package-lock.json" "$at/package-lock.json"; then
		rm -rf "$at"
		mkdir -p "$at"
		cp "$from"/package*.json "$at"
		npm ci --prefix "$at" --ignore-scripts --no-audit --no-fund --silent || {
			rm -rf "$at"
			return 1
		}
	fi
}

# in_browser runs the tests in Chromium in three parts side by side, each with a browser of its own and the time $1: a test
# waits for its browser about as long as it computes. One browser puts its pages together with (emulated) graphics, for what is
# about pictures, and two, which take less of the processors for it, without: in the headless shell, if there is one. The
# first is done in half of the time and has a sixth of the others then.
in_browser() {
	local list name i=0
	local -a pictures some others rest
	list=$(go test -list . ./wasm/browser) || { echo "$list"; return 1; }
	for name in $(grep '^Test' <<<"$list" | grep -v 'Generator\|Axe'); do
		if [[ $name =~ Picture|Raster|Streak|Sharp|Screenshot|Graphics|Pixel|Frames|Moved|Sight ]]; then
			pictures+=("$name")
		else
			case $((i++ % 12)) in
			5 | 11) rest+=("$name") ;;
			0 | 2 | 4 | 7 | 9) some+=("$name") ;;
			*) others+=("$name") ;;
			esac
		fi
	done
	side_by_side "in_turn 'chromium_tests $1 emulated ${pictures[*]}' 'chromium_tests $1 software ${rest[*]}'" \
		"chromium_tests $1 software ${some[*]}" "chromium_tests $1 software ${others[*]}"
}

# in_turn runs commands one after the other, and fails if one has.
in_turn() {
	local command status=0
	for command; do
		eval "$command" || status=1
	done
	return $status
}

# chromium_tests runs the named tests within the time $1 in a browser whose pages are put together by $2.
chromium_tests() {
	local time=$1 compositor=$2
	shift 2
	env SCOREFIELD_COMPOSITOR="$compositor" go test -json -vet=off -count=1 -timeout "$time" -run "^($(IFS='|'; echo "$*"))\$" ./wasm/browser
}

# side_by_side runs commands at the same time, prints what each has printed when it has ended, in their order, and fails if
# one has.
side_by_side() {
	local command output status=0 i
	local -a outputs jobs
	for command; do
		output=$(mktemp "$BUILD/output.XXXXXX") || return 1
		outputs+=("$output")
		eval "$command" >"$output" 2>&1 &
		jobs+=($!)
	done
	for ((i = 0; i < $#; i++)); do
		wait "${jobs[i]}" || status=1
		cat "${outputs[i]}"
		rm -f "${outputs[i]}"
	done
	return $status
}

# generators builds blogs with the package, and opens them.
generators() {
	installed wasm/browser/testdata/generators "$BUILD/generators" || return 1
	env SCOREFIELD_COMPOSITOR=software go test -json -vet=off -count=1 -timeout 60m -run Generator ./wasm/browser
}

docusaurus() {
	installed wasm/browser/testdata/docusaurus-packages "$BUILD/docusaurus" || return 1
	CI=true go test -v -count=1 -timeout 15m -run TestGeneratorSites/docusaurus ./wasm/browser
}

# typed checks the page's scripts, which have types in their comments, and programs that use the package, with the
# compiler of TypeScript.
typed() {
	local at=$BUILD/types
	installed wasm/types "$at" || return 1
	"$at/node_modules/.bin/tsc" --project wasm/types || return 1
	# programs that use the package, as their authors have it
	rm -rf "$at/use" "$at/node_modules/scorefield"
	mkdir "$at/node_modules/scorefield"
	cp dist/scorefield/package.json dist/scorefield/*.d.ts dist/scorefield/*js "$at/node_modules/scorefield"
	cp -r wasm/types/use "$at/use"
	"$at/node_modules/.bin/tsc" --project "$at/use"
}

# accessible examines the figures of all scenes with axe-core.
accessible() {
	installed wasm/browser/testdata/axe "$BUILD/axe" || return 1
	env SCOREFIELD_COMPOSITOR=software go test -json -vet=off -count=1 -timeout 60m -run Axe ./wasm/browser
}

# mutants tries so many hostile texts, files and messages on every reader.
mutants() { env SCOREFIELD_FUZZ="$1" go test -json -vet=off -count=1 -timeout 60m -run Mutants ./sim/...; }

# search lets Go look for hostile input a minute for every target; what it finds is kept under testdata/fuzz. Go before 1.27
# fails now and then at the minute's end, without an input (go.dev/issue/75804).
search() {
	local file target
	while IFS=: read -r file target; do
		echo "$target of ${file%/*}"
		GOTOOLCHAIN=$TOOLCHAIN go test -run '^$' -fuzz "^$target\$" -fuzztime 60s "./${file%/*}" || return 1
	done < <(grep -ro --include='*_test.go' '^func Fuzz[A-Za-z]*' sim | sed 's/func //')
}

# wasm_tests runs the tests of sim under Node. Go's support script takes no more than 8 KiB of environment, so they get two words of it.
wasm_tests() {
	local root
	root=$(simd env GOROOT)
	js test -json -vet=off -short -timeout 60m -exec "env -i 'PATH=$PATH' 'HOME=$HOME' '$root/lib/wasm/go_js_wasm_exec'" ./sim/...
}

# Stages that keep one core busy for most of their time, for their longest package runs its tests one after the other: each
# goes beside others.

# checks are what is known without running anything of ours. They vet more than go test would, which therefore does not but with
# vectors on this machine, a configuration of its own.
checks() {
	local failed=0
	renice -n 5 -p "${BASHPID:-0}" >/dev/null || true # for sim/lab's tests as WebAssembly, one after the other, take as long as all of these
	stage "vet, native" go vet ./... || failed=1
	stage "vet, js/wasm" js vet ./... || failed=1 # what staticcheck and the tests below compile, too
	stage "staticcheck, native" lint GOEXPERIMENT= || failed=1
	stage "staticcheck, SIMD" lint GOEXPERIMENT=simd || failed=1
	stage "staticcheck, js/wasm" lint GOEXPERIMENT=simd GOOS=js GOARCH=wasm || failed=1
	return $failed
}

wasm_stage() {
	if have_node; then
		stage "tests, WebAssembly" wasm_tests
	else
		stage "tests, WebAssembly" skip "node is missing; install it to run the tests of sim as WebAssembly"
	fi
}

simd_stage() {
	stage "tests, SIMD" env $UNPREEMPTED GOTOOLCHAIN=$TOOLCHAIN GOEXPERIMENT=simd go test -json -timeout 60m ./sim/... ./render/... ./wasm ./wasm/article
}

plain_stages() {
	local failed=0
	stage "tests, plain Go" go test -json -vet=off -short -timeout 60m ./... || failed=1
	stage "hostile input" mutants 100000 || failed=1
	return $failed
}

types_stage() {
	if have_npm; then
		stage types typed
	else
		stage types skip "npm is missing; install it to check the types of the page's scripts"
	fi
}

test_all() {
	local all=$1 limit=60m
	mkdir -p "$BUILD"
	rm -f "$results"
	local failed=0
	stage gofmt formatted || failed=1
	have_numpy || fetch python3-numpy
	have_node || fetch nodejs
	side_by_side checks wasm_stage || failed=1
	side_by_side simd_stage plain_stages || failed=1
	if [[ -n $all ]]; then
		export SCOREFIELD_ALL=1
		limit=180m
		stage "hostile input, long" mutants 2000000 || failed=1
		stage "hostile input, search" search || failed=1
		stage "walks, long" env $UNPREEMPTED GOTOOLCHAIN=$TOOLCHAIN GOEXPERIMENT=simd go test -json -count=1 -timeout 180m -run 'RandomWalk|HostileWalk|UndoneOffThePath|RandomTables|EveryPair|Checksum' ./sim/lab ./wasm || failed=1
	fi
	stage build ./build.sh build || failed=1
	have_npm || fetch npm
	side_by_side types_stage 'stage "tests, package" go test -json -vet=off -count=1 ./wasm/tool' || failed=1
	have_chromium || fetch chromium
	command -v chromium-headless-shell >/dev/null || fetch chromium-headless-shell
	have_chromium || echo "Chromium is missing: install it, or Google Chrome, to run the tests in a browser"
	stage "tests, browser" in_browser "$limit" || failed=1
	command -v hugo >/dev/null || fetch hugo
	command -v jekyll >/dev/null || fetch jekyll
	if have_npm; then
		side_by_side 'stage accessibility accessible' 'stage "tests, site generators" generators' || failed=1
	else
		stage accessibility skip "npm is missing; install it to examine the figures with axe" || failed=1
		stage "tests, site generators" skip "npm is missing; install it to build a blog with figures" || failed=1
	fi
	command -v Xvfb >/dev/null || fetch xvfb
	command -v firefox-esr >/dev/null || fetch firefox-esr
	command -v WebKitWebDriver >/dev/null || fetch webkit2gtk-driver
	side_by_side \
		'stage "tests, Firefox" go test -json -vet=off -count=1 -timeout 60m -run Firefox ./wasm/browser/other' \
		'stage "tests, WebKit" go test -json -vet=off -count=1 -timeout 60m -run WebKit ./wasm/browser/other' || failed=1
	tool summary "$results" || failed=1
	return $failed
}

case ${1:-build} in
build) build ;;
run) run ;;
article) tool article public ${SITE:+"$SITE"} ;;
test)
	[[ $# -lt 2 || $2 == --all ]] || { echo "build.sh: test takes --all, not '$2'" >&2; exit 2; }
	test_all "${2:-}"
	;;
bench)
	shift
	build >/dev/null
	if [[ " $* " == *" --peers "* || " $* " == *" -peers "* ]]; then
		command -v npm >/dev/null || fetch npm
		have_numpy || fetch python3-numpy
		have_torch || fetch python3-torch libopenblas0
	fi
	tool bench "$@"
	;;
docusaurus) docusaurus ;;
sheet) env "$UNPREEMPTED" GOTOOLCHAIN=$TOOLCHAIN GOEXPERIMENT=simd go test ./wasm -run TestSceneGoldens -update ;;
pictures) env "$UNPREEMPTED" GOTOOLCHAIN=$TOOLCHAIN GOEXPERIMENT=simd go test ./wasm -run TestArticlePictures -timeout 60m -update ;;
clean) rm -rf "$BUILD" dist public/scorefield.js public/scorefield.css public/frame.js public/worker.js public/*.wasm.gz public/scorefield.html public/posters public/pictures/posters public/thumbnails ;;
-h | --help | help) usage ;;
*)
	echo "build.sh: unknown command '$1'; see ./build.sh --help" >&2
	exit 2
	;;
esac
