package article

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/fit"
	"github.com/scorefield/scorefield/sim/lab"
)

// kept is a number that the text has by itself, in both languages, and what it is held by: a setting of the
// figure or preset it is about, a computation, or a test of what it claims.
type kept struct {
	key    string
	en, zh []string // where it stands, each in this form
	want   float64
	got    func(t *testing.T) float64
}

// of are settings of a figure after a press on a preset; nothing is computed.
func of(figure, preset string, number func(c lab.Config) float64) func(t *testing.T) float64 {
	return func(t *testing.T) float64 {
		t.Helper()
		c, err := config(find(t, figure, preset))
		if err != nil {
			t.Fatal(err)
		}
		return number(c.WithDefaults())
	}
}

// components is how many modes a figure's mixture has.
func components(figure, preset string) func(t *testing.T) float64 {
	return func(t *testing.T) float64 { return float64(len(pressed(t, figure, preset).View().Components())) }
}

// by is a number that another test holds, which the name keeps there.
func by(want float64, _ func(*testing.T)) func(t *testing.T) float64 {
	return func(*testing.T) float64 { return want }
}

// lines is how many lines a derivation has.
func lines(first string) func(t *testing.T) float64 {
	return func(t *testing.T) float64 {
		outline, err := Outline()
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range outline {
			if b.Kind == "steps" && b.Key == first {
				return float64(len(b.Args))
			}
		}
		t.Fatalf("there is no derivation %s", first)
		return 0
	}
}

// verdict is an end of the interval of a figure's verdict.
func verdict(figure, preset string, high bool) func(t *testing.T) float64 {
	return func(t *testing.T) float64 {
		f, _ := find(t, figure, preset)
		if v := f.Scene().Verdict; high {
			return v.High
		} else {
			return v.Low
		}
	}
}

func particles(c lab.Config) float64   { return float64(c.Particles) }
func dataset(c lab.Config) float64     { return float64(c.Dataset) }
func rungs(c lab.Config) float64       { return float64(c.Levels) }
func rungSteps(c lab.Config) float64   { return float64(c.StepsPerLevel) }
func solverSteps(c lab.Config) float64 { return float64(c.SolverSteps) }
func stepSize(c lab.Config) float64    { return c.Epsilon }
func stepAlpha(c lab.Config) float64   { return 2 * c.Epsilon }
func blur(c lab.Config) float64        { return c.Sigma }
func trainedAt(c lab.Config) float64   { return c.TrainingSigma }
func top(c lab.Config) float64         { return c.SigmaMax }
func bottom(c lab.Config) float64      { return c.SigmaMin }
func bumps(c lab.Config) float64       { return c.Bandwidth }
func guided(c lab.Config) float64      { return c.Guidance }
func asked(c lab.Config) float64       { v, _ := strconv.ParseFloat(c.Class, 64); return v }
func units(c lab.Config) float64       { return float64(c.Units) }
func layers(c lab.Config) float64      { return float64(c.HiddenLayers) }

// weight is that of a component of a figure's mixture.
func weight(figure, preset string, k int) func(t *testing.T) float64 {
	return func(t *testing.T) float64 { return pressed(t, figure, preset).View().Components()[k].Weight }
}

// whole are the steps of a run from its start to its end.
func whole(figure, preset string) func(t *testing.T) float64 {
	return func(t *testing.T) float64 { return float64(pressed(t, figure, preset).Particles().Total()) }
}

var everyNumber = []kept{
	{"first.alt", []string{"20,000"}, []string{"两万"}, 20000, of("first", "again", particles)},
	{"first.alt", []string{"two modes"}, []string{"两个模态"}, 2, components("first", "again")},
	{"first.caption", []string{"Twenty thousand"}, []string{"两万"}, 20000, of("first", "again", particles)},
	{"first.again", []string{"fifty"}, []string{"五十"}, 50, by(50, TestClaimsOfTheFirstFigure)},
	{"density.blocked", []string{"a hundred points", "a hundred evaluations"}, []string{"一百个", "一百次"}, 100, func(*testing.T) float64 { return math.Pow(100, 1) }},
	{"density.blocked", []string{"ten thousand in two"}, []string{"一万次"}, 10000, func(*testing.T) float64 { return math.Pow(100, 2) }},
	{"density.blocked", []string{"784"}, []string{"784"}, 784, func(*testing.T) float64 { return 28 * 28 }}, // MNIST's; and 100^784 is 10^1568, the atoms are some 10^80
	{"field.alt", []string{"three"}, []string{"三个"}, 3, components("field", "smooth")},
	{"field.smooth", []string{"σ = 4"}, []string{"σ = 4"}, 4, of("field", "smooth", blur)},
	{"field.smooth", []string{"three"}, []string{"三个"}, 3, func(t *testing.T) float64 { return float64(summits(t, pressed(t, "field", "smooth"), 0)) }},
	{"matching.parts", []string{"seven"}, []string{"七行"}, 7, lines("parts")},
	{"parts.expand", []string{"Three terms"}, []string{"三项"}, 3, func(*testing.T) float64 { return 3 }}, // of (a − b)²
	{"learn.few", []string{"fifty"}, []string{"五十"}, 50, of("learn", "few", dataset)},
	{"learn.few", []string{"few hundred"}, []string{"几百步"}, 300, by(300, TestClaimsOfLearning)},
	{"matching.closed", []string{"thousand"}, []string{"一千个"}, 1000, func(t *testing.T) float64 { return float64(pressed(t, "closed", "gaussian").View().Sample.N) }},
	{"closed.gaussian", []string{"first hundred"}, []string{"一百步"}, 100, by(100, TestClaimsOfClosedForms)},
	{"closed.quartic", []string{"degree 4"}, []string{"四次"}, 4, func(t *testing.T) float64 { return 4 }}, // its name; the next counts what it has
	{"closed.quartic", []string{"Fourteen"}, []string{"十四个"}, 14, func(t *testing.T) float64 {
		return float64(len(pressed(t, "closed", "quartic").View().ClosedForm().Model.(*fit.Exponential).Theta))
	}},
	{"closed.quartic", []string{"two hundred"}, []string{"两百步"}, 200, by(200, TestClaimsOfClosedForms)},
	{"closed.kernel", []string{"Sixty"}, []string{"六十个"}, 60, func(t *testing.T) float64 {
		return float64(len(pressed(t, "closed", "kernel").View().ClosedForm().Model.(*fit.Exponential).Theta))
	}},
	{"matching.sliced", []string{"784 pixels", "much as 784"}, []string{"784 个像素", "784 次"}, 784, by(784, TestClaimsOfCosts)},
	{"matching.spread-figure", []string{"three"}, []string{"三种"}, 3, laws},
	{"slices.caption", []string{"three"}, []string{"三种"}, 3, laws},
	{"slices.train", []string{"three"}, []string{"三个"}, 3, laws},
	{"slices.moons", []string{"three"}, []string{"三种"}, 3, laws},
	{"slices.look", []string{"three"}, []string{"三种"}, 3, laws},
	{"slices.look", []string{"first ten"}, []string{"前十个"}, 10, func(*testing.T) float64 { return 10 }}, // where to look
	{"langevin.terms", []string{"Three terms"}, []string{"三项"}, 3, func(*testing.T) float64 { return 3 }},
	{"terms.alt", []string{"two hundred"}, []string{"两百个"}, 200, of("terms", "slow", particles)},
	{"terms.slow", []string{"twenty"}, []string{"二十帧"}, 20, by(20, TestClaimsOfLangevin)},
	{"langevin.why", []string{"Two lines"}, []string{"两行"}, 2, lines("stay")},
	{"size.small", []string{"ε = 0.05"}, []string{"ε = 0.05"}, 0.05, of("size", "small", stepSize)},
	{"size.small", []string{"be 1"}, []string{"应为 1"}, 1, func(t *testing.T) float64 { return pressed(t, "size", "small").View().Components()[0].Cov[0] }},
	{"size.large", []string{"ε = 1"}, []string{"ε = 1"}, 1, of("size", "large", stepSize)},
	{"size.over", []string{"ε = 2.1"}, []string{"ε = 2.1"}, 2.1, of("size", "over", stepSize)},
	{"size.mala", []string{"ε = 1"}, []string{"ε = 1"}, 1, of("size", "mala", stepSize)},
	{"langevin.correct", []string{"million"}, []string{"一百万条"}, 1e6, of("million", "again", particles)},
	{"million.alt", []string{"million"}, []string{"一百万个"}, 1e6, of("million", "again", particles)},
	{"million.alt", []string{"eight"}, []string{"八个"}, 8, components("million", "again")},
	{"million.caption", []string{"million"}, []string{"一百万条"}, 1e6, of("million", "again", particles)},
	{"million.again", []string{"eight"}, []string{"八堆"}, 8, components("million", "again")},
	{"million.again", []string{"fifty"}, []string{"五十步"}, 50, by(50, TestClaimsOfLangevin)},
	{"pitfall.whole", []string{"three stages"}, []string{"三个阶段"}, 3, func(t *testing.T) float64 {
		f, _ := find(t, "whole", "toy")
		return float64(len(f.Scene().Stages))
	}},
	{"pitfall.whole", []string{"next three chapters"}, []string{"三章"}, 3, func(t *testing.T) float64 {
		order := chapterOrder(t)
		return float64(slices.Index(order, "annealed") - slices.Index(order, "pitfall"))
	}},
	{"whole.three", []string{"Three"}, []string{"三个模态"}, 3, components("whole", "three")},
	{"whole.few", []string{"thirty"}, []string{"三十"}, 30, of("whole", "few", dataset)},
	{"pitfall.toy", []string{"a thousand"}, []string{"一千步"}, 1000, by(1000, TestNumbersInTheText)},
	{"pitfall.published", []string{"two hidden"}, []string{"两个隐藏层"}, 2, of("fig2", "run", layers)},
	{"pitfall.published", []string{"128"}, []string{"128"}, 128, of("fig2", "run", units)},
	{"pitfall.published", []string{"ten thousand"}, []string{"一万步"}, 10000, published},
	{"fig2.caption", []string{"ten thousand"}, []string{"一万步"}, 10000, published},
	{"fig2.run", []string{"Ten thousand"}, nil, 10000, published},
	{"fig2.hurry", []string{"Thirty-two"}, []string{"三十二步"}, 32, of("fig2", "hurry", func(c lab.Config) float64 { return c.Speed })},
	{"blind.true", []string{"0.2"}, []string{"0.2"}, 0.2, weight("blind", "true", 0)},
	{"blind.true", []string{"0.8"}, []string{"0.8"}, 0.8, weight("blind", "true", 1)},
	{"blind.even", []string{"0.5 and 0.5"}, []string{"0.5 与 0.5"}, 0.5, weight("blind", "even", 0)},
	{"blind.swapped", []string{"0.8"}, []string{"0.8"}, 0.8, weight("blind", "swapped", 0)},
	{"blind.swapped", []string{"0.2"}, []string{"0.2"}, 0.2, weight("blind", "swapped", 1)},
	{"blind.swapped", []string{"two standard"}, []string{"两倍标准差"}, 2, by(2, TestNumbersInTheText)},
	{"pitfall.q", []string{"ten times", "Ten thousand times"}, []string{"十倍", "一万倍"}, 1, by(1, TestClaimsOfBlindness)}, // a question
	{"pitfall.a", []string{"10⁻¹⁵"}, []string{"10⁻¹⁵"}, 1e-15, by(1e-15, TestClaimsOfBlindness)},
	{"pitfall.a", []string{"eight standard"}, []string{"八倍标准差"}, 8, by(8, TestClaimsOfBlindness)},
	{"smooth.none", []string{"σ = 0"}, []string{"σ = 0"}, 0, of("smooth", "none", blur)},
	{"smooth.some", []string{"σ = 2"}, []string{"σ = 2"}, 2, of("smooth", "some", blur)},
	{"smooth.much", []string{"σ = 10"}, []string{"σ = 10"}, 10, of("smooth", "much", blur)},
	{"smooth.look", []string{"σ = 10"}, []string{"σ = 10"}, 10, of("smooth", "much", blur)},
	{"denoise.middle", []string{"σ = 1"}, []string{"σ = 1"}, 1, of("denoise", "middle", trainedAt)},
	{"denoise.small", []string{"σ = 0.1"}, []string{"σ = 0.1"}, 0.1, of("denoise", "small", trainedAt)},
	{"denoise.large", []string{"σ = 5"}, []string{"σ = 5"}, 5, of("denoise", "large", trainedAt)},
	{"race.look", []string{"two derivatives"}, []string{"两个导数"}, 2, by(2, TestClaimsOfCosts)},
	{"race.look", []string{"784"}, []string{"784"}, 784, by(784, TestClaimsOfCosts)},
	{"ladder.bottom", []string{"σ = 0.1"}, []string{"σ = 0.1"}, 0.1, of("ladder", "bottom", blur)},
	{"ladder.middle", []string{"σ = 2"}, []string{"σ = 2"}, 2, of("ladder", "middle", blur)},
	{"ladder.top", []string{"σ = 20"}, []string{"σ = 20"}, 20, of("ladder", "top", blur)},
	{"annealed.slow", []string{"ten"}, []string{"十帧"}, 10, by(10, TestClaimsOfAnnealing)},
	{"annealed.usual", []string{"hundred"}, []string{"一百步"}, 100, of("annealed", "usual", rungSteps)},
	{"annealed.hasty", []string{"Five"}, []string{"五步"}, 5, of("annealed", "hasty", rungSteps)},
	{"annealed.patient", []string{"Four hundred"}, []string{"四百步"}, 400, of("annealed", "patient", rungSteps)},
	{"annealed.patient", []string{"1,280"}, []string{"1280"}, 1280, of("annealed", "patient", particles)},
	{"annealed.freeze", []string{"5, 20, 100 and 400"}, []string{"5、20、100、400"}, 1, by(1, TestNumbersInTheText)},
	{"annealed.freeze", []string{"ten rungs"}, []string{"十级"}, 10, of("annealed", "usual", rungs)},
	{"annealed.published", []string{"1280"}, []string{"1280"}, 1280, of("fig3", "run", particles)},
	{"annealed.published", []string{"ten levels"}, []string{"十级"}, 10, of("fig3", "run", rungs)},
	{"annealed.published", []string{"20"}, []string{"20"}, 20, of("fig3", "run", top)},
	{"annealed.published", []string{"to 1,"}, []string{"到 1 "}, 1, of("fig3", "run", bottom)},
	{"annealed.published", []string{"hundred"}, []string{"一百步"}, 100, of("fig3", "run", rungSteps)},
	{"annealed.published", []string{"α = 0.1"}, []string{"α = 0.1"}, 0.1, of("fig3", "run", stepAlpha)},
	{"annealed.published", []string{"ε = 0.05"}, []string{"ε = 0.05"}, 0.05, of("fig3", "run", stepSize)},
	{"fig3.run", []string{"thousand"}, []string{"一千步"}, 1000, whole("fig3", "run")},
	{"fig3.run", []string{"0.73"}, []string{"0.73"}, 0.73, verdict("fig3", "run", false)},
	{"fig3.run", []string{"0.83"}, []string{"0.83"}, 0.83, verdict("fig3", "run", true)},
	{"fig3.explode", []string{"10"}, []string{"10"}, 10, of("fig3", "explode", top)},
	{"fig3.explode", []string{"0.1"}, []string{"0.1"}, 0.1, of("fig3", "explode", bottom)},
	{"fig3.mended", []string{"ε = 0.01"}, []string{"ε = 0.01"}, 0.01, of("fig3", "mended", stepSize)},
	{"fig3.mended", []string{"0.02"}, []string{"0.02"}, 0.02, of("fig3", "mended", stepAlpha)},
	{"annealed.end", []string{"from 10"}, []string{"从 10"}, 10, of("fig3", "explode", top)},
	{"annealed.end", []string{"to 0.1", "0.1 is beyond"}, []string{"到 0.1", "0.1 超过"}, 0.1, of("fig3", "explode", stepAlpha)},
	{"annealed.end", []string{"σ = 1"}, []string{"σ = 1"}, 1, of("fig3", "run", bottom)},
	{"annealed.end", []string{"variance 1"}, []string{"方差为 1"}, 1, func(t *testing.T) float64 { return pressed(t, "fig3", "run").View().Components()[0].Cov[0] }},
	{"annealed.a", []string{"some dozens"}, []string{"几十步"}, 50, mixed},
	{"temper.both", []string{"Six"}, []string{"六级"}, 6, of("temper", "both", rungs)},
	{"temper.sparse", []string{"Two"}, []string{"两级"}, 2, of("temper", "sparse", rungs)},
	{"annealed.diagnose", []string{"is 1"}, []string{"为 1"}, 1, func(*testing.T) float64 { return 1 }},             // what R̂ is
	{"annealed.diagnose", []string{"a thousand"}, []string{"一千步"}, 1000, func(*testing.T) float64 { return 1000 }}, // of the unit that the figure has
	{"sde.both", []string{"Four hundred"}, []string{"四百步"}, 400, of("sde", "both", solverSteps)},
	{"sde.coarse", []string{"ten"}, []string{"十步"}, 10, of("sde", "coarse", solverSteps)},
	{"digits.idea", []string{"8 × 8"}, []string{"8 × 8"}, 64, func(t *testing.T) float64 { return float64(pressed(t, "digits", "endless").View().Target.Dim()) }},
	{"digits.figure", []string{"a thousand"}, []string{"一千幅"}, 1000, func(t *testing.T) float64 { return float64(pressed(t, "digits", "endless").View().Learned.N) }},
	{"digits.endless", []string{"few hundred"}, []string{"几百步"}, 600, by(600, TestClaimsOfPictures)},
	{"digits.heart", []string{"Forty", "forty pictures", "the forty"}, []string{"四十幅", "四十幅图像", "四十幅之一"}, 40, of("digits", "heart", dataset)},
	{"digits.annealed", []string{"twenty steps"}, []string{"每级二十步"}, 20, of("digits", "annealed", rungSteps)},
	{"digits.annealed", []string{"twenty rungs"}, []string{"二十级"}, 20, of("digits", "annealed", rungs)},
	{"digits.guide", []string{"sevens"}, []string{"7"}, 7, of("seven", "seven", asked)},
	{"seven.alt", []string{"sevens"}, []string{"7"}, 7, of("seven", "seven", asked)},
	{"seven.caption", []string{"sevens"}, []string{"7"}, 7, of("seven", "seven", asked)},
	{"seven.seven", []string{"Sevens"}, []string{"7"}, 7, of("seven", "seven", asked)},
	{"seven.seven", []string{"ω = 1"}, []string{"ω = 1"}, 1, of("seven", "seven", guided)},
	{"seven.strong", []string{"seven,"}, []string{"7。"}, 7, of("seven", "strong", asked)},
	{"seven.strong", []string{"ω = 4"}, []string{"ω = 4"}, 4, of("seven", "strong", guided)},
	{"own.wide", []string{"h = 0.5"}, []string{"h = 0.5"}, 0.5, of("own", "wide", bumps)},
	{"own.tight", []string{"h = 0.05"}, []string{"h = 0.05"}, 0.05, of("own", "tight", bumps)},
	{"symbol.class", []string{"ten digits"}, []string{"十个"}, 10, of("digits", "endless", func(c lab.Config) float64 { return float64(len(c.Classes())) })},
}

// laws are those of the directions that a figure compares.
func laws(t *testing.T) float64 {
	return float64(len(pressed(t, "slices", "train").View().TraceEstimates(0, 0)))
}

// published is after how many steps the verdict on the training comes.
func published(t *testing.T) float64 {
	f, _ := find(t, "fig2", "run")
	return float64(f.Scene().Verdict.After)
}

// defined are numbers that no figure and no computation could have otherwise: of the mathematics around them, of a
// reference, of a version.
var defined = map[string][]string{
	"matching.cost":  {"1", "0"},          // E[v_i v_j]
	"langevin.q":     {"0"},               // ε → 0
	"fig2.alt":       {"2", "1907.05600"}, // a published figure
	"fig2.caption":   {"2", "2019"},
	"fig3.alt":       {"3", "1907.05600"},
	"fig3.caption":   {"3", "2019"},
	"sde.kinds":      {"0", "1"}, // what t is
	"sde.ode":        {"1", "0"},
	"sde.both":       {"1", "0"},
	"sde.q":          {"1"},
	"symbol.t":       {"0", "1"},
	"say.zero":       {"0"},
	"say.rademacher": {"1"},
	"foot.method":    {"2.0"},
}

// chapters are those that a text names by their numbers.
var chapters = map[string]string{
	"first.look": "pitfall annealed", "field.look": "pitfall", "stay.insert": "pitfall", "annealed.follow": "langevin", "annealed.compare": "pitfall", "annealed.explode": "langevin",
	"sde.uses": "density", "digits.change": "ladder sde", "digits.annealed": "annealed", "own.memory": "noise", "more.read": "pitfall annealed sde",
}

var (
	// numerals are numbers in digits, and the words from three on: one and two are words of grammar.
	numerals = regexp.MustCompile(`10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d[\d,.]*\d|\d|(?i:\b(?:three|four|five|six|seven|sevens|eight|nine|ten|fourteen|twenty|thirty|forty|fifty|sixty|hundred|thousand|million|dozens?)\b)`)
	noNumber = regexp.MustCompile("(?s)\\$[^$]*\\$|\\{[^}]*\\}|\\[\\[[^]]*\\]\\]|`[^`]*`")
	chapter  = regexp.MustCompile(`[Cc]hapters? (\d+)(?:(?: to | and )(\d+))?`)
	kapitel  = regexp.MustCompile(`第 (\d+)(?: 至第 (\d+))? 章`)
)

// chapterOrder are the keys of the chapters.
func chapterOrder(t *testing.T) (order []string) {
	outline, err := Outline()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range outline {
		if b.Kind == "chapter" {
			order = append(order, b.Key)
		}
	}
	return order
}

// TestEveryNumberIsHeld: no number of either text stands there by itself. It is computed here, held by a test of
// what it claims, or a definition; and chapters are those that are meant.
func TestEveryNumberIsHeld(t *testing.T) {
	english, err := texts("en.txt")
	if err != nil {
		t.Fatal(err)
	}
	chinese, err := texts("zh.txt")
	if err != nil {
		t.Fatal(err)
	}
	order := chapterOrder(t)
	for key, text := range english {
		// chapters
		var named [2][]string
		for l, s := range []string{text, chinese[key]} {
			for _, m := range []*regexp.Regexp{chapter, kapitel}[l].FindAllStringSubmatch(s, -1) {
				for _, n := range m[1:] {
					if k, err := strconv.Atoi(n); err == nil && k >= 1 && k <= len(order) {
						named[l] = append(named[l], order[k-1])
					} else if n != "" {
						t.Errorf("%s: there is no chapter %s", key, n)
					}
				}
			}
		}
		slices.Sort(named[0])
		slices.Sort(named[1])
		want := strings.Fields(chapters[key])
		slices.Sort(want)
		if !slices.Equal(named[0], want) || !slices.Equal(named[1], want) {
			t.Errorf("%s: chapters %q and %q, meant are %q", key, named[0], named[1], want)
		}
		// all others
		rest := chapter.ReplaceAllString(noNumber.ReplaceAllString(text, " "), " ")
		for _, n := range everyNumber {
			if n.key != key {
				continue
			}
			for _, form := range n.en {
				if !strings.Contains(rest, form) {
					t.Errorf("%s: %q is not there", key, form)
				}
				rest = strings.Replace(rest, form, " ", 1)
			}
			for _, form := range n.zh {
				if !strings.Contains(chinese[key], form) {
					t.Errorf("%s in Chinese: %q is not there", key, form)
				}
			}
		}
		allowed := slices.Clone(defined[key])
		for _, found := range numerals.FindAllString(rest, -1) {
			if i := slices.Index(allowed, found); i >= 0 {
				allowed = slices.Delete(allowed, i, i+1)
			} else {
				t.Errorf("%s: nothing holds the number %s", key, found)
			}
		}
		if len(allowed) > 0 {
			t.Errorf("%s: %q are defined and not there", key, allowed)
		}
	}
	for _, n := range everyNumber {
		if got := n.got(t); math.Abs(got-n.want) > 1e-9*math.Abs(n.want) {
			t.Errorf("%s: the text says %q, it is %g", n.key, n.en, got)
		}
	}
}

// mixed is 50, if after so many steps on the top rung the particles of a figure have forgotten where they began: what is
// left of the start's mean and variance is (1 − ε/(v + σ²)) to the power of the steps and of twice the steps.
func mixed(t *testing.T) float64 {
	c, err := config(find(t, "annealed", "usual"))
	if err != nil {
		t.Fatal(err)
	}
	c = c.WithDefaults()
	sigma := c.SigmaMax
	eps := c.Epsilon * sigma * sigma / (c.SigmaMin * c.SigmaMin)
	if left := math.Pow(1-eps/(1+sigma*sigma), 50); left > 0.1 {
		t.Errorf("after fifty steps %.2f of the start are left", left)
	}
	return 50
}
