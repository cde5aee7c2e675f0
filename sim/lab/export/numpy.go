package export

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim"
	"github.com/scorefield/scorefield/sim/density"
	"github.com/scorefield/scorefield/sim/lab"
	"github.com/scorefield/scorefield/sim/lab/param"
	"github.com/scorefield/scorefield/sim/lab/scene"
)

// NumPy is the experiment as a script that needs NumPy alone, in float64 where
// the library has float32. It draws the same random numbers, so that its
// particles and weights follow the library's; how closely, it states beside
// every number, and it ends with status 1 if one is further off. What it cannot
// do is a *param.Error whose sentence says what.
func NumPy(e *lab.Experiment) (string, error) {
	base, changes, err := history(e)
	if err != nil {
		return "", err
	}
	if err := refusal(e, &base); err != nil {
		return "", err
	}
	p := &script{}
	p.line(`"""`, title(e), `, with NumPy alone: python3 FILE`, "\n\nThe experiment, as the page writes it:\n\n    ", strings.Join(firstLines(lines(e)), "\n    "), "\n\"\"\"")
	p.line(random)
	p.line(mixture)
	p.line()
	p.density(e.View().Target.Density)
	p.line()
	s := e.View().Brief() // with the slow numbers a script has nothing to do
	if e.Scene().Clock == scene.Training {
		p.training(e, &base, s.Training)
	} else {
		p.sampling(e, &base, changes, &s)
	}
	return p.String(), nil
}

// firstLines are lines without the points among them, which stand in the script
// as numbers.
func firstLines(all []string) []string {
	kept := make([]string, 0, len(all))
	for _, line := range all {
		if !strings.HasPrefix(line, "data=") {
			kept = append(kept, strings.ReplaceAll(line, `\`, `\\`))
		}
	}
	return kept
}

// script is a script in the making.
type script struct{ strings.Builder }

func (p *script) line(parts ...string) {
	for _, s := range parts {
		p.WriteString(s)
	}
	p.WriteByte('\n')
}

// set writes assignments, name and value by turns.
func (p *script) set(pairs ...string) {
	for i := 0; i < len(pairs); i += 2 {
		p.line(pairs[i], " = ", pairs[i+1])
	}
}

// change is a setting that was changed while particles ran.
type change struct {
	step        string
	name, value string
}

// history is the settings at the start, and what was changed on the way.
func history(e *lab.Experiment) (base param.Config, changes []change, err error) {
	var settings strings.Builder
	for _, line := range lines(e) {
		switch name, value, _ := strings.Cut(line, "="); name {
		case "data", "now":
		case "at":
			at, rest, _ := strings.Cut(value, ",")
			_, rest, _ = strings.Cut(rest, ",") // of training
			name, value, _ := strings.Cut(rest, "=")
			changes = append(changes, change{at, name, value})
		default:
			settings.WriteString(line + param.Separator)
		}
	}
	base, _ = param.ParseConfig(settings.String())
	return base.WithDefaults(), changes, changeable(e, changes)
}

// live are the settings that may change while the particles of a script run. What
// chooses ε is one: the numbers that it has chosen are changes of their own.
var live = []string{"epsilon", "versus-epsilon", "auto-epsilon", "noise", "sigma", "friction"}

// changeable returns an error unless the script can make the changes.
func changeable(e *lab.Experiment, changes []change) error {
	for _, c := range changes {
		switch p, _ := param.Find(c.name); {
		case p == nil || p.Scope == param.View:
		case e.Scene().Clock != scene.Sampling:
			return refuse("the setting “"+p.Label.EN+"” was changed during training", "训练中更改了“"+p.Label.ZH+"”")
		case !slices.Contains(live, c.name):
			return refuse("the setting “"+p.Label.EN+"” was changed while the particles ran", "粒子运行中更改了“"+p.Label.ZH+"”")
		}
	}
	return nil
}

func refuse(en, zh string) error {
	return &param.Error{Field: "program", Why: param.Label{EN: "There is no NumPy script of this experiment: " + en + ". The Go program does it.", ZH: "此实验没有 NumPy 脚本：" + zh + "。可改用 Go 程序。"}}
}

// refusal is an error for what the script has no formulas of.
func refusal(e *lab.Experiment, c *param.Config) error {
	if c.OfPictures() {
		return refuse("it is about pictures, and the script has formulas of the plane alone", "对象是图像，而脚本只有平面上的公式")
	}
	d := e.View().Target.Density
	_, mixed := d.(*density.Mixture)
	_, points := d.(*density.Data)
	if !mixed && !points || d.Dim() != 2 {
		p, _ := param.Find("density")
		for _, o := range p.Options {
			if o.Value == c.Density {
				return refuse("the density “"+o.Label.EN+"” is no sum of Gaussians", "目标分布“"+o.Label.ZH+"”不是高斯之和")
			}
		}
	}
	if e.Scene().Clock == scene.Training {
		switch {
		case c.Model == "energy":
			return refuse("the network is an energy, whose training needs third derivatives", "网络为能量形式，训练需要三阶导数")
		case c.Dataset > 0:
			return refuse("the network learns from a finite data set", "网络在有限数据集上训练")
		case e.View().Target.Own != nil:
			return refuse("the network learns from your points, of which some are held out", "网络在你的数据点上训练，其中一部分留出")
		case c.Objective == "ladder" || c.Race == "on":
			return unknown(c, "model", "noise-levels", "weighting")
		}
		return unknown(c, "model")
	}
	switch {
	case c.Score == "learned":
		return refuse("the particles follow a learned score", "粒子由学得的分数驱动")
	case e.View().Runs[0].Frozen || len(e.View().Runs) > 1 && e.View().Runs[1].Frozen:
		return refuse("the particles have diverged", "粒子已发散")
	}
	return unknown(c, "sampler", "versus", "schedule", "predictor", "adapt")
}

// known are the values of settings that the script has formulas of.
var known = map[string][]string{
	"sampler": {"ula", "mala", "underdamped", "annealed", "sde", "ode-euler", "ode-heun"}, "versus": {"none", "ula", "mala", "underdamped", "annealed", "sde", "ode-euler", "ode-heun"},
	"schedule": {"ve", "vp"}, "predictor": {"euler"}, "adapt": {"off"}, "model": {"vector"}, "noise-levels": {"ladder"}, "weighting": {"variance"},
}

// unknown is an error for the first of some settings whose value the script has no
// formula of.
func unknown(c *param.Config, names ...string) error {
	for _, name := range names {
		p, _ := param.Find(name)
		value := c.Get(name)
		if slices.Contains(known[name], value) {
			continue
		}
		en, zh := value, value
		for _, o := range p.Options {
			if o.Value == value {
				en, zh = o.Label.EN, o.Label.ZH
			}
		}
		return refuse("it has no formula for “"+p.Label.EN+": "+en+"”", "脚本没有“"+p.Label.ZH+"："+zh+"”的公式")
	}
	return nil
}

// density writes the components, or the kernels of points.
func (p *script) density(d sim.Density) {
	p.line("# The density: weight, mean x, mean y, variance of x, covariance, variance of y of each component.")
	p.line("p = Mixture([")
	row := func(v ...float64) {
		texts := make([]string, len(v))
		for i, x := range v {
			texts[i] = literal(x)
		}
		p.line("    (", strings.Join(texts, ", "), "),")
	}
	switch d := d.(type) {
	case *density.Mixture:
		for k := range d.K() {
			m, c := d.Mean(k), d.Cov(k)
			row(d.Weight(k), m[0], m[1], c[0], c[1], c[3])
		}
	case *density.Data:
		x, h := d.Points(), d.Bandwidth()
		for k, w := range d.Weights() {
			row(w, float64(x.At(0, k)), float64(x.At(1, k)), h*h, 0, h*h)
		}
	}
	p.line("])")
}

// sampling writes the runs.
func (p *script) sampling(e *lab.Experiment, c *param.Config, changes []change, s *lab.Stats) {
	v := e.View()
	p.line("# The settings.")
	p.set("seed", strconv.FormatUint(c.Seed, 10), "particles", strconv.Itoa(c.Particles), "steps", strconv.Itoa(e.Particles().Steps(0)),
		"start_law, start_width", strconv.Quote(c.StartLaw)+", "+literal(c.StartWidth),
		"epsilon, versus_epsilon, noise, sigma, friction", literal(c.Epsilon)+", "+literal(c.VersusEpsilon)+", "+python(c.Noise == "on")+", "+literal(c.Sigma)+", "+literal(c.Friction),
		"sigma_min, sigma_max, levels, steps_per_level, denoise", literal(c.SigmaMin)+", "+literal(c.SigmaMax)+", "+strconv.Itoa(c.Levels)+", "+strconv.Itoa(c.StepsPerLevel)+", "+python(c.Denoise == "on"),
		"schedule, solver_steps", strconv.Quote(c.Schedule)+", "+strconv.Itoa(c.SolverSteps))
	p.line("changes = [  # on the way: step, setting, value")
	for _, ch := range changes {
		switch ch.name {
		case "epsilon", "versus-epsilon", "sigma", "friction":
			p.line("    (", ch.step, ", \"", strings.ReplaceAll(ch.name, "-", "_"), "\", ", ch.value, "),")
		case "noise":
			p.line("    (", ch.step, ", \"noise\", ", python(ch.value == "on"), "),")
		}
	}
	p.line("]")
	p.line(samplers)
	p.line("# What was shown, and how far float64 may be from the library's float32.")
	names := []string{c.Sampler}
	if c.Versus != "none" {
		names = append(names, c.Versus)
	}
	p.line("report = Report()")
	for k, name := range names {
		p.line("x = run(", strconv.Quote(name), ", ", strconv.Itoa(k), ")")
		share := s.Share
		if k > 0 {
			share = s.Versus.Share
		}
		if !math.IsNaN(share) {
			p.line("report.number(\"share of the heavy mode\", p.share(x, sigma_shown), ", literal(share), ", ", literal(shareTolerance(name, c.Particles)), ")")
		}
		for j, axis := range []string{"x", "y"} {
			mean, deviation := moments(v.Runs[k].State.X.Row(j))
			p.line("report.number(\"mean of ", axis, "\", x[:, ", strconv.Itoa(j), "].mean(), ", literal(mean), ", ", literal(positionTolerance(name, c.Particles)), " * ", literal(max(deviation, 0.01)), ")")
			p.line("report.number(\"deviation of ", axis, "\", x[:, ", strconv.Itoa(j), "].std(), ", literal(deviation), ", ", literal(positionTolerance(name, c.Particles)), " * ", literal(max(deviation, 0.01)), ")")
		}
	}
	p.line("report.end()")
}

// shareTolerance is how large a share of n particles rounding may send to another
// mode: one in a thousand, and one more. The same noise brings neighbours together
// within a mode and parts them between two, so that only those are concerned that a
// step puts within a few roundings of the line between modes. A Metropolis step
// decides by rounding, too: five times as many.
func shareTolerance(sampler string, n int) float64 {
	t := 1e-3 + 1/float64(n)
	if sampler == "mala" {
		t *= 5
	}
	return t
}

// positionTolerance is that of mean and deviation, in deviations: as many particles
// may be in another mode as shareTolerance has it, a few deviations away.
func positionTolerance(sampler string, n int) float64 { return 4 * shareTolerance(sampler, n) }

func python(on bool) string {
	if on {
		return "True"
	}
	return "False"
}

// moments are mean and standard deviation.
func moments(x []float32) (mean, deviation float64) {
	for _, v := range x {
		mean += float64(v)
	}
	mean /= float64(len(x))
	for _, v := range x {
		d := float64(v) - mean
		deviation += d * d
	}
	return mean, math.Sqrt(deviation / float64(len(x)))
}

// training writes the learning.
func (p *script) training(e *lab.Experiment, c *param.Config, t *lab.TrainingStats) {
	objectives := []string{}
	for _, n := range e.View().Networks {
		objectives = append(objectives, n.Objective)
	}
	p.line("# The settings.")
	p.set("seed", strconv.FormatUint(c.Seed, 10), "steps", strconv.Itoa(t.Step), "units, hidden_layers", strconv.Itoa(c.Units)+", "+strconv.Itoa(c.HiddenLayers),
		"activation", strconv.Quote(c.Activation), "rate, rate_steps", literal(c.Rate)+", "+strconv.Itoa(max(c.RateSteps, 0)), "batch, averaging", strconv.Itoa(c.Batch)+", "+literal(max(c.Averaging, 0)),
		"projection, projections", strconv.Quote(c.Projection)+", "+strconv.Itoa(c.Projections),
		"training_sigma, race", literal(c.TrainingSigma)+", "+python(c.Race == "on"),
		"sigma_min, sigma_max, levels", literal(c.SigmaMin)+", "+literal(c.SigmaMax)+", "+strconv.Itoa(c.Levels))
	p.line(networks)
	p.line("# What was shown, and how far float64 may be from the library's float32: relative errors of 1e-7 a step,")
	p.line("# which Adam, dividing by the root of the mean square of a gradient, makes larger where that is small.")
	p.line("report = Report()")
	for k, objective := range objectives {
		n := &e.View().Networks[k]
		p.line("loss, error, over = train(", strconv.Quote(objective), ")")
		for _, q := range []number{{"loss", "loss", n.Loss}, {"half the mean square error", "error", n.Fisher}, {"RMSE over the view", "over", n.Grid}} {
			if !math.IsNaN(q.value) {
				p.line("report.number(\"", objective, ": ", q.name, "\", ", q.field, ", ", literal(q.value), ", ", literal(trainingTolerance(t.Step)), " * ", literal(math.Abs(q.value)+trainingFloor), ")")
			}
		}
	}
	p.line("report.end()")
}

// trainingTolerance is relative, of a number and trainingFloor. Rounding gives a
// gradient an error of 1e-7 of its size; Adam divides by the root of its mean square
// and so makes that, where a gradient is small beside those before, an error of some
// 1e-5 of a step, and the errors of n steps add up to n of them at most.
func trainingTolerance(steps int) float64 { return 1e-3 + 1e-5*float64(steps) }

// trainingFloor is the size of numbers that pass through 0.
const trainingFloor = 0.01
