package param

import (
	"errors"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// allowed is a value of p that its row allows, at its ends as often as between
// them.
func allowed(p *Param, r *rand.Rand) string {
	switch p.Kind {
	case Float:
		switch r.IntN(4) {
		case 0:
			return number(p.Min)
		case 1:
			return number(p.Max)
		}
		return strconv.FormatFloat(p.Min+r.Float64()*(p.Max-p.Min), 'g', 6, 64)
	case Int:
		switch r.IntN(4) {
		case 0:
			return number(p.Min)
		case 1:
			return number(p.Max)
		}
		return strconv.FormatInt(int64(p.Min)+r.Int64N(int64(p.Max-p.Min)+1), 10)
	case Switch:
		return []string{"on", "off"}[r.IntN(2)]
	case Choice:
		return p.Options[r.IntN(len(p.Options))].Value
	}
	if p.Name == "painted" {
		return []string{"", "xou"}[r.IntN(2)] // of a picture of any other size it is refused with the rest
	}
	return []string{"", "1,0,0,1,0,1;2,3,4,1,0.5,2"}[r.IntN(2)]
}

// TestEveryAllowedValueSurvives being set, filled, written and read, in every
// scene: zero too, where the scene's own default is another.
func TestEveryAllowedValueSurvives(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, s := range scene.All {
		for i := range Table {
			p := &Table[i]
			if p.Name == "scene" {
				continue
			}
			for range 20 {
				c, text := Config{Scene: s.Name}, allowed(p, r)
				if p.Kind == Text && text == "" {
					continue // stands for none
				}
				if err := c.Set(p.Name, text); err != nil {
					t.Fatalf("%s: %s=%s: %v", s.Name, p.Name, text, err)
				}
				filled := c.WithDefaults()
				back, errs := ParseConfig(filled.Text())
				if len(errs) > 0 || back.WithDefaults() != filled {
					t.Fatalf("%s: %s=%s: read back as %q (%v)", s.Name, p.Name, text, back.Text(), errs)
				}
				if got := filled.Get(p.Name); got != text && !sameNumber(got, text) {
					t.Errorf("%s: %s=%s became %s", s.Name, p.Name, text, got)
				}
			}
		}
	}
}

func sameNumber(a, b string) bool {
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err1 == nil && err2 == nil && x == y
}

// TestNeverIsZero: a published figure that stops can be told not to.
func TestNeverIsZero(t *testing.T) {
	c := Config{Scene: "ncsn-fig2"}.WithDefaults()
	if c.TargetSteps != 10000 {
		t.Fatalf("the figure stops at %d", c.TargetSteps)
	}
	if err := c.Set("target-steps", "0"); err != nil || c.TargetSteps != Never || c.Get("target-steps") != "0" {
		t.Errorf("%v, %d, %q", err, c.TargetSteps, c.Get("target-steps"))
	}
}

// TestNumbersHaveOneGrammar: what strconv takes beside it is refused, for every
// number of the table.
func TestNumbersHaveOneGrammar(t *testing.T) {
	for i := range Table {
		p := &Table[i]
		if p.Kind != Float && p.Kind != Int {
			continue
		}
		for _, text := range []string{"+" + p.Default, "+5", "0x5", "1_0", "", " 5", "５", "5 ", "Inf", "-Inf", "NaN", "infinity", "0b1", "1e", "--1", "1-", "1.2.3", "-"} {
			if err := p.Check(text); err == nil {
				t.Errorf("%s=%q is allowed", p.Name, text)
			}
		}
	}
}

// TestSetsAreWhole: all or nothing, checked together, whatever the order of the
// pairs.
func TestSetsAreWhole(t *testing.T) {
	full := Config{}.WithDefaults()
	for _, text := range []string{"sigma-max=0.5&sigma-min=0.01", "sigma-min=0.01&sigma-max=0.5", "sigma-min=30&sigma-max=40", "sigma-max=40&sigma-min=30",
		"epsilon=0.3&scene=annealed&particles=7"} {
		c, errs := full.Changed(text)
		if len(errs) > 0 {
			t.Errorf("%s: %v", text, errs)
		}
		for piece := range Pairs(text) {
			if name, value, _ := cutPair(piece); c.Get(name) != value {
				t.Errorf("%s: %s is %s", text, name, c.Get(name))
			}
		}
	}
	for text, field := range map[string]string{
		"epsilon=0.3&sigma-max=0.5": "sigma-max", "epsilon=0.3&sigma-min=21": "sigma-min", "sigma-min=3&sigma-max=2": "sigma-min",
		"epsilon=0.3&particles=-1": "particles", "scene=annealed&epsilon=0.3&nonsense=1": "nonsense", "epsilon=0.3&hello": "settings", "epsilon=0.3&v=2": "v",
	} {
		c, errs := full.Changed(text)
		var e *Error
		if c != full || len(errs) != 1 || !errors.As(errs[0], &e) || e.Field != field {
			t.Errorf("%s: %v, changed %v", text, errs, c != full)
		}
	}
}

// TestRandomSetsAreWhole: whatever is set together is there together, or nothing
// is.
func TestRandomSetsAreWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		before := Config{Scene: scene.All[r.IntN(len(scene.All))].Name}.WithDefaults()
		want := map[string]string{}
		var text []string
		for range 1 + r.IntN(4) {
			p := &Table[r.IntN(len(Table))]
			if _, twice := want[p.Name]; twice || p.Name == "density" || p.Name == "mixture" || p.Name == "painted" {
				continue // these set one another
			}
			value := allowed(p, r)
			if r.IntN(12) == 0 {
				value = "nonsense"
			}
			want[p.Name], text = value, append(text, p.Name+"="+value)
		}
		c, errs := before.Changed(strings.Join(text, "&"))
		if len(errs) > 0 {
			if c != before {
				t.Fatalf("%v: half of it is there", text)
			}
			continue
		}
		for name, value := range want {
			if got := c.Get(name); got != value && !sameNumber(got, value) {
				t.Fatalf("%v: %s is %s", text, name, got)
			}
		}
		if err := c.Check(); err != nil {
			t.Fatalf("%v: %v", text, err)
		}
	}
}

// TestWhatWasMeant: a name that is not in the table gets the nearest one, by
// name, by label, or by a name among other words.
func TestWhatWasMeant(t *testing.T) {
	for wrong, meant := range map[string]string{
		"epsilom": "epsilon", "learning-rate": "rate", "number-of-particles": "particles", "step-size": "epsilon", "noise-level": "sigma",
		"EPSILON": "epsilon", "步长": "epsilon", "粒子数": "particles", "随机种子": "seed", "weight-averaging": "averaging", "hidden-layer": "hidden-layers", "batch-size": "batch", "color": "colour", "solver_steps": "solver-steps",
	} {
		if got := Unknown(wrong, "1").Range; got != meant {
			t.Errorf("%s: did you mean %s? want %s", wrong, got, meant)
		}
	}
	for i := range Table { // every label, written as a name
		p := &Table[i]
		if written := kebab(p.Label.EN); written != "" && written != p.Name {
			if _, isName := Find(written); isName {
				continue
			}
			if got, _ := Find(Unknown(written, "1").Range); kebab(got.Label.EN) != written {
				t.Errorf("%s: did you mean %s? want %s", written, got.Name, p.Name)
			}
		}
	}
}

// TestWhichValueWasMeant: of a value that is written as people write it elsewhere the allowed one is
// offered, in both languages; of others none is, and what is offered is always allowed.
func TestWhichValueWasMeant(t *testing.T) {
	for given, want := range map[[2]string]string{
		{"epsilon", "0,1"}: "0.1", {"epsilon", "０．１"}: "0.1", {"epsilon", "+0.1"}: "0.1", {"epsilon", "1 e-3"}: "0.001", {"epsilon", "0x10"}: "", {"epsilon", "Infinity"}: "", {"epsilon", "1e400"}: "", {"epsilon", "-0.1"}: "",
		{"particles", "1e3"}: "1000", {"particles", "1000.0"}: "1000", {"particles", "20,000"}: "20000", {"particles", "20_000"}: "20000", {"particles", "20 000"}: "20000", {"particles", "20'000"}: "20000",
		{"particles", "20k"}: "20000", {"particles", "2万"}: "20000", {"particles", "1M"}: "1000000", {"particles", "2M"}: "", {"particles", "1.5"}: "", {"particles", "５００"}: "500", {"particles", "1,5"}: "", {"particles", ""}: "",
		{"seed", "1e20"}: "", {"seed", "+7"}: "7", {"seed", "７"}: "7", {"sigma", "1,250"}: "", {"sigma", "−1"}: "", {"sigma", "2,5"}: "2.5",
		{"noise", "true"}: "on", {"noise", ""}: "on", {"noise", "FALSE"}: "off", {"noise", "noise"}: "on", {"noise", "关"}: "off", {"noise", "maybe"}: "", {"race", "1"}: "on",
		{"density", "Two Moons"}: "two-moons", {"density", "two_moons"}: "two-moons", {"density", "twomoons"}: "two-moons", {"density", "双月"}: "two-moons", {"density", "something"}: "",
		{"sampler", "MALA"}: "mala", {"sampler", "mal"}: "mala", {"scene", "Langevin"}: "langevin", {"scene", "anealed"}: "annealed", {"side", "８"}: "8", {"side", "9"}: "",
	} {
		p, _ := Find(given[0])
		err, ok := p.Check(given[1]).(*Error)
		if !ok || err.Meant != want || strings.Contains(err.Error(), "Did you mean "+want+"?") != (want != "") || strings.Contains(err.In("zh"), "是否想写 "+want+"？") != (want != "") {
			t.Errorf("%s=%q: %v, meant %q, want %q", given[0], given[1], err, err.Meant, want)
		}
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		p, text := &Table[r.IntN(len(Table))], make([]rune, r.IntN(8))
		for i := range text {
			text[i] = []rune("0123456789.,-+eE_ kM万１，．onfftrue'%")[r.IntN(34)]
		}
		if err, ok := p.Check(string(text)).(*Error); ok && err.Meant != "" && p.Check(err.Meant) != nil {
			t.Fatalf("%s=%q: meant %q, which is not allowed", p.Name, string(text), err.Meant)
		}
	}
}

// TestEveryChangeHasItsScope: what a change disturbs is the row's, and more where
// networks depend on it.
func TestEveryChangeHasItsScope(t *testing.T) {
	for _, tc := range []struct {
		from, set string
		want      Scope
	}{
		{"", "heat=off", View}, {"", "epsilon=0.1", Live}, {"", "density=ring", Live}, {"", "mixture=1,0,0,1,0,1", Live},
		{"", "particles=5", Sampling}, {"", "epsilon=0.1&particles=5", Sampling}, {"", "seed=2", All}, {"", "sigma-max=30", Sampling},
		{"scene=matching", "density=ring", Training}, {"scene=matching", "mixture=1,0,0,1,0,1", Live}, {"scene=matching", "sigma-max=30", Sampling},
		{"scene=matching&objective=ladder", "sigma-max=30", Training}, {"scene=race", "levels=3", Training},
		{"", "score=learned", Training}, {"score=learned", "score=exact", Training}, {"scene=matching", "score=learned", Sampling},
	} {
		c, errs := ParseConfig(tc.from)
		full := c.WithDefaults()
		next, more := full.Changed(tc.set)
		if len(errs)+len(more) > 0 {
			t.Fatal(errs, more)
		}
		if got := Disturbance(full, next); got != tc.want {
			t.Errorf("%q, then %q: %v, want %v", tc.from, tc.set, got, tc.want)
		}
	}
}
