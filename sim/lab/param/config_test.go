package param

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/internal/mutant"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

func TestEveryParameterHasAFieldAndEveryDefaultIsAllowed(t *testing.T) {
	for _, p := range Table {
		c := Config{}
		switch p.Field(&c).(type) {
		case *string, *float64, *int, *uint64:
		default:
			t.Fatalf("%s has a field of type %T", p.Name, p.Field(&c))
		}
		if p.Default != "" {
			if err := c.Set(p.Name, p.Default); err != nil {
				t.Errorf("default of %s: %v", p.Name, err)
			}
		}
	}
	for _, s := range scene.All {
		c := Config{Scene: s.Name}
		for name, value := range s.Set {
			if err := c.Set(name, value); err != nil {
				t.Errorf("scene %s: %v", s.Name, err)
			}
		}
		if err := (Config{Scene: s.Name}).Check(); err != nil {
			t.Errorf("scene %s: %v", s.Name, err)
		}
	}
}

// TestNoSettingIsAnAttributeOfEveryElement: settings are attributes of the
// figure, and there class="wide" is the page's word and no setting.
func TestNoSettingIsAnAttributeOfEveryElement(t *testing.T) {
	for _, p := range Table {
		switch p.Name {
		case "accesskey", "anchor", "autocapitalize", "autocorrect", "autofocus", "class", "contenteditable", "dir", "draggable", "enterkeyhint",
			"exportparts", "hidden", "id", "inert", "inputmode", "is", "itemid", "itemprop", "itemref", "itemscope", "itemtype", "key", "lang", "nonce",
			"part", "popover", "ref", "role", "slot", "spellcheck", "style", "tabindex", "title", "translate", "virtualkeyboardpolicy", "writingsuggestions":
			t.Errorf("%s has another meaning on every element, or in a framework", p.Name)
		}
		if strings.HasPrefix(p.Name, "on") || strings.HasPrefix(p.Name, "data-") || strings.HasPrefix(p.Name, "aria-") {
			t.Errorf("%s looks like a handler, data or a role", p.Name)
		}
	}
}

func TestTextRoundTrip(t *testing.T) {
	for _, c := range []Config{{}, {Scene: "annealed", Seed: 1<<53 - 1},
		{Epsilon: 0.1, Noise: "off", Mixture: "1,0,0,1,0,1;2,3,4,1,0.5,2", CentreX: -3.25}} {
		got, errs := ParseConfig(c.Text())
		if errs != nil {
			t.Fatal(errs)
		}
		if got.WithDefaults() != c.WithDefaults() {
			t.Errorf("%q read back as %+v", c.Text(), got)
		}
	}
	const want = "v=1\nscene=langevin\nseed=1"
	if got := (Config{}).Text(); got != want+"\nauto-epsilon=on\nepsilon=0.05" {
		t.Errorf("the default is %q", got)
	}
	// A value equal to the scene's default is left out.
	if got := (Config{Epsilon: 0.05}).Text(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestWhoChoosesTheStep: a number of one's own switches automatic ε off, in whatever
// form it comes, and the switch set together with it does not; a text with a version
// of before there was the switch has it off.
func TestWhoChoosesTheStep(t *testing.T) {
	for text, want := range map[string]string{"": "on", "density=ring": "on", "epsilon=0.05": "off", "v=1": "off", "v=1&epsilon=0.3": "off",
		"v=1&auto-epsilon=on&epsilon=0.3": "on", "epsilon=0.3&auto-epsilon=on": "on", "auto-epsilon=off": "off"} {
		c, errs := ParseConfig(text)
		if full := c.WithDefaults(); len(errs) > 0 || full.AutoEpsilon != want || full.WithDefaults() != full {
			t.Errorf("%q: auto %s (%v)", text, full.AutoEpsilon, errs)
		}
	}
	full := Config{}.WithDefaults()
	for text, want := range map[string]string{"density=ring": "on 0.05 0", "epsilon=0.05": "off 0.05 0", "versus-epsilon=2": "off 0.05 2",
		"epsilon=1&versus-epsilon=2": "off 1 2", "auto-epsilon=on&epsilon=1": "on 1 0", "scene=sde": "on 0.05 0", "scene=own-data&epsilon=1": "off 1 0"} {
		c, errs := full.Changed(text)
		if got := c.AutoEpsilon + " " + c.Get("epsilon") + " " + c.Get("versus-epsilon"); len(errs) > 0 || got != want {
			t.Errorf("%q gives %s (%v), want %s", text, got, errs, want)
		}
	}
}

func TestJSONIsPlain(t *testing.T) {
	b, err := json.Marshal(Config{Scene: "sde", Epsilon: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	var c Config
	if err := json.Unmarshal(b, &c); err != nil || c.Scene != "sde" || c.Epsilon != 0.5 {
		t.Fatalf("%s read back as %+v (%v)", b, c, err)
	}
}

func TestMistakesNameFieldValueAndRange(t *testing.T) {
	for _, tc := range []struct{ text, field, value, allowed string }{
		{"epsilon=-1", "epsilon", "-1", "0.0000001 … 10"},
		{"epsilon=NaN", "epsilon", "NaN", "0.0000001 … 10"},
		{"epsilon=fast", "epsilon", "fast", "0.0000001 … 10"},
		{"particles=2000000", "particles", "2000000", "1 … 1000000"},
		{"particles=1.5", "particles", "1.5", "1 … 1000000"},
		{"sampler=mcmc", "sampler", "mcmc", "ula, mala"},
		{"epsilom=1", "epsilom", "1", "epsilon"},
		{"noise=maybe", "noise", "maybe", "on, off"},
		{"v=7", "v", "7", "v=1"},
		{"hello", "settings", "hello", "name=value"},
		{"mixture=1,0,0,1,2,1", "mixture", "1, 2, 1", "sxx·syy > sxy²"},
		{"mixture=1,0,0,1", "mixture", "1,0,0,1", "w,mx,my"},
	} {
		_, errs := ParseConfig(tc.text)
		var e *Error
		if len(errs) != 1 || !errors.As(errs[0], &e) {
			t.Errorf("%q: %v", tc.text, errs)
			continue
		}
		if e.Field != tc.field || !strings.Contains(e.Value, tc.value) || !strings.Contains(e.Range, tc.allowed) {
			t.Errorf("%q: field %q, value %q, range %q", tc.text, e.Field, e.Value, e.Range)
		}
		for _, lang := range []string{"en", "zh"} {
			if s := e.In(lang); strings.Contains(s, "{") || !strings.Contains(s, e.Value) {
				t.Errorf("%q in %s: %s", tc.text, lang, s)
			}
		}
	}
}

func TestOneMistakeLosesNothing(t *testing.T) {
	c, errs := ParseConfig("v=1&scene=annealed&levles=3&levels=4")
	if len(errs) != 1 || c.Scene != "annealed" || c.Levels != 4 {
		t.Errorf("%+v %v", c, errs)
	}
}

func TestContradiction(t *testing.T) {
	err := Config{SigmaMin: 5, SigmaMax: 2}.Check()
	var e *Error
	if !errors.As(err, &e) || e.Field != "sigma-min" {
		t.Error(err)
	}
}

func TestMixtureRoundTrip(t *testing.T) {
	const text = "0.2,-5,-5,1,0,1;0.8,5,5,1,0.25,2"
	cs, err := ParseMixture(text)
	if err != nil {
		t.Fatal(err)
	}
	if got := FormatMixture(cs); got != text {
		t.Errorf("got %q", got)
	}
}

// TestMixturesThatCanBeComputed: what float32 coordinates cannot hold is refused with the
// number and its range, and what is taken is read back from the picture's own digits.
func TestMixturesThatCanBeComputed(t *testing.T) {
	for text, allowed := range map[string]string{
		"1,0,0,1e-40,0,1e-40":              "1e-6",    // a precision beyond float32: its score was not a number
		"1,0,0,1,0,1e-9":                   "1e-6",    // no ε that can be set is stable
		"1,0,0,1,0.9999999995,1":           "0.99995", // a ridge along which float32 cancels
		"1,0,0,1,-0.99999,1":               "0.99995",
		"1,0,0,1e-5,0.99e-5,1e-5":          "1e-6",
		"1,1e6,0,1,0,1":                    "1e5", // its draws lie where particles count as diverged
		"1,0,-2e5,1,0,1":                   "1e5",
		"1e-300,0,0,1,0,1;1,1,1,1,0,1":     "1e-12", // 0 in the picture's digits
		"1e-7,0,0,1,0,1;1000000,1,1,1,0,1": "1e-12",
		"1,0,0,0,0,1":                      "sxx > 0",
		"1,0,0,1,2,1":                      "sxx·syy > sxy²",
	} {
		var e *Error
		if _, err := ParseMixture(text); !errors.As(err, &e) || !strings.Contains(e.Range, allowed) {
			t.Errorf("%q: %v, want the range %s", text, err, allowed)
		}
	}
	for _, text := range []string{"1,0,0,1e-6,0,1e-6", "1e-6,-1e5,1e5,1e6,0,1e-6;1,0,0,1,0.9999,1", "3e-7,0,0,1e-6,0,1;1,2,3,1e6,-9e5,1e6"} {
		cs, err := ParseMixture(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if _, err := ParseMixture(FormatMixture(cs)); err != nil {
			t.Errorf("%q became %q: %v", text, FormatMixture(cs), err)
		}
	}
}

// FuzzConfig: no text panics, and what is accepted reads back the same.
func FuzzConfig(f *testing.F) {
	for _, text := range configSeeds {
		f.Add(text)
	}
	f.Fuzz(configHolds)
}

// TestMutantsOfSettings is FuzzConfig, many times in little time.
func TestMutantsOfSettings(t *testing.T) {
	mutant.Each(t, 10, mutant.Seeds(configSeeds), func(b []byte) { configHolds(t, string(b)) })
}

var configSeeds = []string{
	"v=1\nscene=langevin\nseed=3",
	"v=1&mixture=1,0,0,1,0,1;;&epsilon=1e-400",
	"scene=\x00&=&==&seed=18446744073709551616",
	"scene=race\nunits=256\nbatch=8192\nsigma-min=2\nsigma-max=0.5",
	"score=learned\nobjective=ladder\nsampler=annealed\nversus=mala\nschedule=vp",
}

func configHolds(t *testing.T, text string) {
	c, errs := ParseConfig(text)
	if len(errs) > 20 {
		t.Fatalf("%d errors reported", len(errs))
	}
	back, errs := ParseConfig(c.Text())
	if len(errs) != 0 {
		t.Fatalf("own text %q: %v", c.Text(), errs)
	}
	if back.Text() != c.Text() {
		t.Fatalf("%q became %q", c.Text(), back.Text())
	}
}

// TestWhatUsesAParameter is a sampler or an objective, and every row that chooses a
// number names a switch.
func TestWhatUsesAParameter(t *testing.T) {
	known := func(value string) bool {
		for _, name := range []string{"sampler", "objective"} {
			if p, _ := Find(name); p.Check(value) == nil {
				return true
			}
		}
		return false
	}
	for _, p := range Table {
		for _, value := range p.Of {
			if !known(value) {
				t.Errorf("%s is of %s, which there is not", p.Name, value)
			}
		}
		if by, ok := Find(p.Auto); p.Auto != "" && (!ok || by.Kind != Switch) {
			t.Errorf("%s is chosen by %s", p.Name, p.Auto)
		}
	}
	for _, o := range Samplers {
		if _, ok := samplerNeeds[o.Value]; !ok {
			t.Errorf("%s needs nothing", o.Value)
		}
	}
}
