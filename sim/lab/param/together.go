package param

import (
	"strconv"
	"strings"

	"github.com/scorefield/scorefield/sim/lab/scene"
)

// What goes with what. A sampler needs something of the score that drives its particles; the
// exact score gives everything, and what a learned one gives depends on its objective. Scenes
// whose particles do not move, and densities, go with all: every density of the plane knows
// its score and log p at every σ. Pictures have none of these, and what needs them does not
// go with a scene of pictures.

// need is what a sampler asks of a score.
type need uint8

const (
	oneLevel   need = iota // the score at one noise level
	allLevels              // at every level of a ladder or process
	logDensity             // log p beside it
)

// samplerNeeds is what each sampler needs.
var samplerNeeds = map[string]need{
	"ula":         oneLevel,
	"underdamped": oneLevel,
	"mala":        logDensity,
	"annealed":    allLevels,
	"sde":         allLevels,
	"corrector":   allLevels,
	"ode-euler":   allLevels,
	"ode-heun":    allLevels,
	"karras":      allLevels,
	"hmc":         logDensity,
	"tempering":   logDensity,
}

// objectiveGives is what a network learns by each objective.
var objectiveGives = map[string]need{
	"explicit":  oneLevel,
	"implicit":  oneLevel,
	"sliced":    oneLevel,
	"sliced-vr": oneLevel,
	"denoising": oneLevel,
	"ladder":    allLevels,
}

// widestVP is the largest σ/α of the variance-preserving processes, at t = 1.
const widestVP = 152

// why are the sentences of refusals, by what is missing.
var why = map[need]Label{
	logDensity: label("The Metropolis correction needs log p, which a learned score does not have: choose Langevin without correction (ula), or the exact score.",
		"Metropolis 校正需要 log p，而学得的分数没有它：请选择不带校正的朗之万动力学（ula），或精确分数。"),
	allLevels: label("Annealing and diffusion processes need the score at every noise level, which this objective does not teach: choose the objective noise ladder (ladder), or the exact score.",
		"退火与扩散过程需要每个噪声水平上的分数，而该目标函数不能教会它：请选择目标函数“噪声阶梯”（ladder），或精确分数。"),
}

var (
	whyVP = label("The variance-preserving processes need the score up to σ/α = 152, beyond any ladder that a network learns here: choose the variance-exploding process (ve), or the exact score.",
		"方差保持过程需要直到 σ/α = 152 的分数，超出此处网络所学的任何阶梯：请选择方差爆炸过程（ve），或精确分数。")
	whyPictures = label("Pictures are known by draws alone, without a score or log p in closed form: choose the learned score, the objective noise ladder (ladder), no race, and no comparison with the exact score.",
		"图像分布只能抽样，没有解析的分数与 log p：请选择学得的分数、目标函数“噪声阶梯”（ladder），并关闭竞赛、不与精确分数对比。")
	whyTold = label("A network is told classes where it is a vector field that learns every noise level: choose that and the objective noise ladder (ladder), or no labels.",
		"只有在每个噪声水平上学习的向量场网络才接受类别标签：请选择向量场与目标函数“噪声阶梯”（ladder），或关闭标签。")
	whyClass = label("This class is none of the pictures that are learned: choose a digit where digits are, a letter where letters are, or each in turn.",
		"所学图像中没有这一类：学习数字时请选数字，学习字母时请选字母，或选“各类轮流”。")
	whyPainted = label("What is painted is completed by samplers that come from noise: choose annealed Langevin, or a reverse SDE or flow, without a comparison, or paint nothing.",
		"补全画过的图像需要从噪声出发的采样器：请选择退火朗之万动力学、反向 SDE 或概率流 ODE，且不作对比，或清除所画。")
	whyHeat = label("Nothing learns here, so there is no learned density and no curl to show: choose another heat map, or a scene in which a network learns.",
		"此处没有网络在学习，因而没有学得的密度或旋度可显示：请选择其他热图，或有网络学习的场景。")
	whyRace = label("A race trains a network for each objective, and none of them drives the particles: switch the race off, or choose the exact score.",
		"竞赛为每个目标函数训练一个网络，没有一个驱动粒子：请关闭竞赛，或选择精确分数。")
)

// mismatch returns an *Error where the filled settings c ask for things that have no meaning
// together. It names one that a person has just chosen, if there is one.
func (c *Config) mismatch(chosen func(name string) bool) error {
	if c.OfPictures() {
		for _, exact := range [...][2]string{{"score", "exact"}, {"versus", "exact"}, {"objective", "explicit"}, {"race", "on"}} {
			if c.Get(exact[0]) == exact[1] {
				return c.refuse(whyPictures, chosen, exact[0])
			}
		}
	}
	if c.Told() && (c.Model == "energy" || c.Objective != "ladder") {
		return c.refuse(whyTold, chosen, "labels", "model", "objective")
	}
	if c.OfPictures() && c.Painted != "" {
		switch {
		case len(c.Painted) != c.dim():
			return &Error{Field: "painted", Value: strconv.Itoa(len(c.Painted)), Range: strconv.Itoa(c.dim())}
		case !Completes(c.Sampler) || c.Versus != "none":
			return c.refuse(whyPainted, chosen, "painted", "sampler", "versus")
		}
	}
	if c.OfPictures() && !c.someClasses() {
		all := c.allClasses()
		return &Error{Field: "class-set", Value: clip(c.ClassSet), Why: label("Classes: “"+clip(c.ClassSet)+"” is not allowed; allowed: two or more of "+all+", in that order.",
			"类别范围：“"+clip(c.ClassSet)+"” 不可用；允许："+all+" 中的两个或更多，按此顺序。")}
	}
	if c.OfPictures() && c.Class != "all" && c.Class != "none" && c.ClassOf(0) < 0 {
		return c.refuse(whyClass, chosen, "class-label", "pictures")
	}
	if (c.Heat == "learned" || c.Heat == "curl") && !c.Learns() {
		return c.refuse(whyHeat, chosen, "heat", "score")
	}
	if c.Score != "learned" || c.scene().Clock != scene.Sampling {
		return nil
	}
	if c.Race == "on" {
		return c.refuse(whyRace, chosen, "race", "score")
	}
	for _, name := range []string{"sampler", "versus"} {
		sampler := c.Get(name)
		if sampler == "none" || sampler == "exact" {
			continue
		}
		needs, gives := samplerNeeds[sampler], objectiveGives[c.Objective]
		switch {
		case needs > gives:
			return c.refuse(why[needs], chosen, name, "objective", "score")
		case c.Schedule != "ve" && c.SigmaMax < widestVP && onSchedule(sampler):
			return c.refuse(whyVP, chosen, "schedule", name, "score")
		}
	}
	return nil
}

// someClasses reports whether ClassSet are two or more of the pictures' classes, in their
// order, or none are given.
func (c *Config) someClasses() bool {
	from := -1
	for _, class := range []byte(c.ClassSet) {
		at := strings.IndexByte(c.allClasses(), class)
		if at <= from {
			return false
		}
		from = at
	}
	return len(c.ClassSet) != 1
}

// Completes reports whether a sampler completes what is painted: annealed Langevin draws the rest
// given what is known, the samplers that reverse a process do about that; see langevin.Given.
func Completes(sampler string) bool { return samplerNeeds[sampler] == allLevels }

// onSchedule reports whether a sampler follows the settings' schedule.
func onSchedule(sampler string) bool {
	return samplerNeeds[sampler] == allLevels && sampler != "annealed" && sampler != "karras"
}

// refuse is the error with the sentence why. It names the first of the parameters that has been
// chosen, or else the first.
func (c *Config) refuse(why Label, chosen func(name string) bool, names ...string) error {
	name := names[0]
	for _, n := range names {
		if chosen(n) {
			name = n
			break
		}
	}
	return &Error{Field: name, Value: c.Get(name), Why: why}
}

// LearningSigma is the noise level at which a network that learns by objective is trained,
// measured and drawn: that of the denoising loss, and in a race of all losses, so that one
// yardstick measures them; of the noise ladder the least; else 0.
func (c *Config) LearningSigma(objective string) float64 {
	switch {
	case objective == "denoising" || c.Race == "on":
		return c.TrainingSigma
	case objective == "ladder":
		return c.SigmaMin
	}
	return 0
}

// SamplingSigma is the noise level that samplers without levels of their own follow: the
// settings' σ, but with a learned score one that the network has learned.
func (c *Config) SamplingSigma() float64 {
	switch {
	case c.Score != "learned":
		return c.Sigma
	case c.Objective == "ladder":
		return min(max(c.Sigma, c.SigmaMin), c.SigmaMax)
	}
	return c.LearningSigma(c.Objective)
}
