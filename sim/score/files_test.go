package score_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/internal/mutant"
	"github.com/scorefield/scorefield/sim/score"
)

// saved are networks of all kinds of shapes.
func saved() []score.Network {
	var all []score.Network
	for _, c := range []score.Config{
		{Hidden: []int{3, 4}},
		{Dim: 1, Hidden: []int{}, Activation: score.Tanh},
		{Dim: 3, Hidden: []int{5}, Activation: score.SiLU, Conditional: true, Scale: 1.5, SigmaMin: 1e-3, Features: -1},
		{Dim: 2, Hidden: []int{6, 6, 6}, Residual: true},
	} {
		all = append(all, score.NewNet(c, 1), score.NewEnergy(c, 2))
	}
	all = append(all, score.NewNet(score.Config{Hidden: []int{4}, Conditional: true, Classes: 3}, 1))
	return all
}

var formats = map[string]struct {
	write func(score.Network) []byte
	read  func([]byte) (score.Network, error)
}{
	"json":        {score.JSON, score.ReadJSON},
	"safetensors": {score.Safetensors, score.ReadSafetensors},
}

func TestFilesRoundTrip(t *testing.T) {
	for name, f := range formats {
		for _, n := range saved() {
			text := f.write(n)
			back, err := f.read(text)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if !bytes.Equal(f.write(back), text) {
				t.Errorf("%s: what is read differs from what was written", name)
			}
			x, a, b := points(n.Dim(), 5, 1, 1), sim.NewBatch(n.Dim(), 5), sim.NewBatch(n.Dim(), 5)
			n.Score(a, x, 0.5)
			back.Score(b, x, 0.5)
			for i := range a.Data {
				if a.Data[i] != b.Data[i] {
					t.Fatalf("%s: score %g became %g", name, a.Data[i], b.Data[i])
				}
			}
		}
	}
}

// TestFilesAreWhatTheySay: the standard library reads our JSON, and the header
// of our safetensors has the documented layout.
func TestFilesAreWhatTheySay(t *testing.T) {
	for _, n := range saved() {
		var file struct{ Tensors map[string][]float32 }
		if err := json.Unmarshal(score.JSON(n), &file); err != nil {
			t.Fatal(err)
		}
		if w := file.Tensors["layers.0.weight"]; len(w) == 0 || w[0] != n.Params()[0] {
			t.Errorf("first weights %v", w)
		}
		data := score.Safetensors(n)
		size := binary.LittleEndian.Uint64(data)
		var head map[string]struct {
			Dtype   string
			Shape   []int
			Offsets []int `json:"data_offsets"`
		}
		if err := json.Unmarshal(data[8:8+size], &head); err != nil {
			t.Fatal(err)
		}
		if w := head["layers.0.weight"]; size%8 != 0 || w.Dtype != "F32" || w.Offsets[0] != 0 || 4*w.Shape[0]*w.Shape[1] != w.Offsets[1] {
			t.Errorf("first tensor %+v", w)
		}
	}
}

func TestDamagedFiles(t *testing.T) {
	n := score.NewNet(score.Config{Hidden: []int{3}}, 1)
	text, data := string(score.JSON(n)), string(score.Safetensors(n))
	cut := strings.Index(text, "0.weight\":[") + len("0.weight\":[")
	for _, c := range []struct{ file, field string }{
		{"", "file"},
		{"{", "file"},
		{text + "x", "file"},
		{text[:len(text)/2], "file"},
		{"[1,2]", "file"},
		{`{"format":"other"}`, "format"},
		{strings.Replace(text, `"version":1`, `"version":2`, 1), "version"},
		{strings.Replace(text, `"dim":2`, `"dim":2.5`, 1), "dim"},
		{strings.Replace(text, `"dim":2`, `"dim":0`, 1), "dim"},
		{strings.Replace(text, `"dim":2`, `"dim":-9`, 1), "dim"},
		{strings.Replace(text, `"model":"net"`, `"model":"gan"`, 1), "model"},
		{strings.Replace(text, `"softplus"`, `"relu"`, 1), "activation"},
		{strings.Replace(text, `"hidden":[3]`, `"hidden":[0]`, 1), "hidden"},
		{strings.Replace(text, `"hidden":[3]`, `"hidden":[1e9]`, 1), "hidden"},
		{strings.Replace(text, `"hidden":[3]`, `"hidden":[4]`, 1), "layers.0.weight"},
		{strings.Replace(text, `"hidden":[3]`, `"hidden":[4096,4096,4096,4096,4096,4096]`, 1), "parameters"},
		{strings.Replace(text, `"dim":2`, `"dim":2,"residual":"yes"`, 1), "residual"},
		{strings.Replace(text, `"hidden":[3]`, `"hidden":[3,3],"residual":true`, 1), "hidden layers"},
		{strings.Replace(text, `"conditional":false`, `"conditional":true,"classes":300`, 1), "classes"},
		{strings.Replace(strings.Replace(text, `"model":"net"`, `"model":"energy"`, 1), `"conditional":false`, `"conditional":true,"classes":3`, 1), "classes"},
		{strings.Replace(text, `"dim":2`, `"dim":2,"classes":"ten"`, 1), "classes"},
		{strings.Replace(text, `"hidden":[3]`, `"hidden":[3,3,4],"residual":true`, 1), "hidden"},
		{strings.Replace(text, `layers.1.bias`, `layers.7.bias`, 1), "layers.1.bias"},
		{text[:cut] + "1e39," + text[cut+strings.Index(text[cut:], ",")+1:], "layers.0.weight[0]"},
		{data[:5], "file"},
		{"\xff\xff\xff\xff\xff\xff\xff\x7f" + data[8:], "header length"},
		{data[:len(data)-4], "data"},
		{data + "abcd", "data"},
		{data[:len(data)-4] + "\x00\x00\xc0\x7f", "data[16]"},
		{strings.Replace(data, `"F32"`, `"F16"`, 1), "layers.0.weight.dtype"},
		{strings.Replace(data, `[3,2]`, `[2,3]`, 1), "layers.0.weight.shape"},
		{strings.Replace(data, `[24,36]`, `[12,24]`, 1), "layers.0.bias.data_offsets"},
		{strings.Replace(data, `"dim":"2"`, `"dim":"9"`, 1), "layers.0.weight.shape"},
	} {
		read := score.ReadJSON
		if strings.Contains(c.file, "__metadata__") || len(c.file) == 5 {
			read = score.ReadSafetensors
		}
		var e *score.Error
		if _, err := read([]byte(c.file)); !errors.As(err, &e) || e.Field != c.field {
			t.Errorf("field %q: error %v", c.field, err)
		}
	}
}

func fuzzFile(f *testing.F, format string) {
	for _, text := range fileSeeds(format) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) { fileHolds(t, format, text) })
}

func fileSeeds(format string) (list [][]byte) {
	for _, n := range saved() {
		text := formats[format].write(n)
		list = append(list, text, text[:len(text)-3])
	}
	for _, s := range []string{"", "{}", "[[[[[[[[[[", `{"a":1,"a":1}`, `{"format":"scorefield","hidden":[1e400]}`, `"\ud800"`, "[" + strings.Repeat("[],", 255) + "[]]", strings.Repeat("["+strings.Repeat("[],", 100)+"[]],", 3)} {
		list = append(list, []byte(s))
	}
	return list
}

// fileHolds holds a reader to: no panic, an *Error or a network that is written
// as it was read, and no more memory than 256 bytes a byte and 64 KiB.
func fileHolds(t *testing.T, format string, text []byte) {
	how := formats[format]
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	n, err := how.read(text)
	runtime.ReadMemStats(&after)
	if used, most := after.TotalAlloc-before.TotalAlloc, uint64(256*len(text)+1<<16); used > most {
		t.Errorf("%d bytes for a file of %d", used, len(text))
	}
	var e *score.Error
	if err != nil && !errors.As(err, &e) {
		t.Fatalf("error of another kind: %v", err)
	}
	if err == nil {
		if again, err := how.read(how.write(n)); err != nil || !bytes.Equal(how.write(again), how.write(n)) {
			t.Fatalf("a network that was read cannot be written: %v", err)
		}
	}
}

// TestMutantsOfNetworks is FuzzJSON and FuzzSafetensors, many times in little time.
func TestMutantsOfNetworks(t *testing.T) {
	for format := range formats {
		t.Run(format, func(t *testing.T) {
			mutant.Each(t, 2, fileSeeds(format), func(b []byte) { fileHolds(t, format, b) })
		})
	}
}

func FuzzJSON(f *testing.F)        { fuzzFile(f, "json") }
func FuzzSafetensors(f *testing.F) { fuzzFile(f, "safetensors") }
