package lab

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/scorefield/scorefield/sim/lab/own"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// TestRefusalsAreSentences: what is refused, of any setting in any scene, of states, data and files, is
// said in a sentence with one mark at its end in both languages.
func TestRefusalsAreSentences(t *testing.T) {
	ends := map[string]*regexp.Regexp{"en": regexp.MustCompile(`[^.?!][.?!]$`), "zh": regexp.MustCompile(`[^。？！][。？！]$`)}
	const tiny = "\nunits=4\nhidden-layers=1\nbatch=4\nparticles=4"
	n := 0
	check := func(what string, errs ...error) {
		t.Helper()
		for _, err := range errs {
			var e *param.Error
			if err == nil {
				continue
			}
			if n++; !errors.As(err, &e) {
				t.Errorf("%s: %v is no param.Error", what, err)
				continue
			}
			for lang, end := range ends {
				if !end.MatchString(e.In(lang)) {
					t.Errorf("%s: %q", what, e.In(lang))
				}
			}
		}
	}
	for _, s := range scene.All {
		e, errs := Open("scene=" + s.Name + tiny)
		check(s.Name, errs...)
		for i := range param.Table {
			p := &param.Table[i]
			for _, value := range []string{"", "x", "-1", "1e99", "0.5", "NaN", "1;2"} {
				check(s.Name+": "+p.Name+"="+value, changed(e, p.Name+"="+value)...)
			}
			for _, o := range p.Options {
				check(s.Name+": "+p.Name+"="+o.Value, changed(e, p.Name+"="+o.Value)...)
			}
		}
		check("together", changed(e, "units=256\nhidden-layers=6\nbatch=8192\nprojections=64")...)
		check("memory", changed(e, "particles=1000000\nversus=hmc\nlevels=1000\nsampler=tempering")...)
		_, err := e.GridCSV()
		check("grid", err)
		_, err = e.Training().Weights()
		check("weights", err)
		_, err = e.Training().CSV()
		check("losses", err)
		for _, d := range []string{"x\n1\n2\n", "x,y\n1,2\n", "a", "\x00\x01\x02", "{", "<html>", "x,y,w\n1,2,-1\n3,4,1\n", "\x93NUMPY\x01\x00", strings.Repeat("1 ", 65) + "\n"} {
			for _, read := range []func(own.Data, *Points) (*Points, error){own.Read, own.ReadPictures} {
				p, err := read(own.Data{Name: "d", Bytes: []byte(d)}, nil)
				if check("data "+d, err); err == nil {
					check("data "+d, e.Use(p))
				}
			}
		}
		for _, text := range []string{"x", "at=1", "at=9,9,sigma=1\nat=1,1,sigma=2", "now=1", "data=1,2,3", "data=abc,points.csv", "ladder=1", "steps=2", "Schrittweite=1", "v=99", "步长=1"} {
			check(text, e.Restore("scene="+s.Name+tiny+"\n"+text)...)
		}
	}
	if t.Logf("%d refusals", n); n < 3000 {
		t.Error("few refusals")
	}
}

// changed is what is wrong with a change of settings.
func changed(e *Experiment, text string) []error {
	now := e.parts.history.Now()
	_, errs := now.Changed(text)
	return errs
}
