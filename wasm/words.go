package main

import (
	"github.com/scorefield/scorefield/render"
	"github.com/scorefield/scorefield/sim/lab/param"
)

// words are what figures write on their pictures, beside the titles of panels, what
// settings are called (see choice), and the letters of formulas, which are the
// same in every language.
var words = struct {
	truth, learned, mistake, data param.Label // legends
	flow, mass, age, speed        param.Label
	share, strip, diverged, lost  param.Label // below and on a plot
	step, ms, value               param.Label // axes
	directions, traces, trace     param.Label
	optimum, difference, heldOut  param.Label // curves
	path                          param.Label // of one particle
	sampleNear, heldOutNear       param.Label // lines to the nearest learned points
	batch, followers, ghost       param.Label // clouds of learn-and-sample
	uncoloured, modeless          param.Label // a cloud of many, and one of a density without modes
	waits, about                  param.Label // its notes
	second, minute, hour          param.Label // how long that is
	alike, unlike, distance       param.Label
	closed, noFit                 param.Label // the fit beside a network
	trueMean, learnedMean         param.Label // arrows of a denoiser
	noNoise, rotational           param.Label // notes
	accepted, best, exchanged     param.Label // numbers of chains
	ess, floor                    param.Label
	someLevels                    param.Label // behind strip
}{
	truth:       param.Label{EN: "true", ZH: "真实"},
	learned:     param.Label{EN: "learned", ZH: "学得"},
	mistake:     param.Label{EN: "error", ZH: "误差"},
	data:        param.Label{EN: "data points", ZH: "数据点"},
	flow:        param.Label{EN: "flow lines", ZH: "流线"},
	mass:        param.Label{EN: "% of mass inside", ZH: "线内概率（%）"},
	age:         param.Label{EN: "steps in mode (middle 50)", ZH: "在模态中的步数（中值 50）"},
	speed:       param.Label{EN: "‖s‖ (middle 1)", ZH: "‖s‖（中值 1）"},
	share:       param.Label{EN: "share", ZH: "占比"},
	strip:       param.Label{EN: "p at every σ: peak as a number, four decades below as colour", ZH: "各 σ 下的 p：数字为峰值，颜色跨四个数量级"},
	someLevels:  param.Label{EN: " (%s of %s levels)", ZH: "（%s 层，共 %s 层）"},
	diverged:    param.Label{EN: "diverged: frozen at its last finite state", ZH: "已发散：停在最后的有限状态"},
	lost:        param.Label{EN: "diverged: the last picture with most particles in it", ZH: "已发散：显示多数粒子仍在视野时的最后画面"},
	uncoloured:  param.Label{EN: "no colours with more than 10,000 particles", ZH: "未着色：粒子至多 10,000 个时才着色"},
	modeless:    param.Label{EN: "no colours: this density has no modes", ZH: "未着色：此分布没有模态"},
	step:        param.Label{EN: "step", ZH: "步"},
	ms:          param.Label{EN: "ms of training", ZH: "训练用时（毫秒）"},
	value:       param.Label{EN: "value", ZH: "值"},
	directions:  param.Label{EN: "directions", ZH: "方向数"},
	traces:      param.Label{EN: "mean of vᵀJv", ZH: "vᵀJv 的均值"},
	trace:       param.Label{EN: "trace", ZH: "迹"},
	optimum:     param.Label{EN: "expected optimum", ZH: "期望最优值"},
	heldOut:     param.Label{EN: "on draws not learned from", ZH: "在未参与训练的样本上"},
	difference:  param.Label{EN: "difference", ZH: "差"},
	path:        param.Label{EN: "path of one particle", ZH: "一个粒子的路径"},
	sampleNear:  param.Label{EN: "sample – nearest learned point", ZH: "样本—最近的训练点"},
	heldOutNear: param.Label{EN: "held-out – nearest learned point", ZH: "留出点—最近的训练点"},
	batch:       param.Label{EN: "minibatch", ZH: "小批量"},
	followers:   param.Label{EN: "learned score", ZH: "学得的分数"},
	ghost:       param.Label{EN: "exact score", ZH: "精确分数"},
	waits:       param.Label{EN: "particles start at step ", ZH: "粒子出发时的训练步："},
	about:       param.Label{EN: "about %s left", ZH: "约剩 %s"},
	second:      param.Label{EN: "%s s", ZH: "%s 秒"},
	minute:      param.Label{EN: "%s min", ZH: "%s 分钟"},
	hour:        param.Label{EN: "%s h", ZH: "%s 小时"},
	alike:       param.Label{EN: "like exact draws", ZH: "与精确样本无异"},
	unlike:      param.Label{EN: "unlike exact draws", ZH: "与精确样本不同"},
	closed:      param.Label{EN: "closed form: %s", ZH: "闭式解：%s"},
	noFit:       param.Label{EN: "no closed form: these points give singular equations", ZH: "无闭式解：这些点给出的方程组奇异"},
	trueMean:    param.Label{EN: "to E[x₀|x]", ZH: "指向 E[x₀|x]"},
	learnedMean: param.Label{EN: "to E[x₀|x], learned", ZH: "指向 E[x₀|x]（学得）"},
	noNoise:     param.Label{EN: "σ = 0: E[x₀|x] is x itself", ZH: "σ = 0：E[x₀|x] 就是 x 本身"},
	rotational:  param.Label{EN: "log pθ by least squares; no gradient: %s% of sθ", ZH: "log pθ 由最小二乘得到；sθ 的 %s% 不是梯度"},
	accepted:    param.Label{EN: "accepted", ZH: "接受率"},
	best:        param.Label{EN: "best", ZH: "最优"},
	exchanged:   param.Label{EN: "exchanged", ZH: "交换率"},
	ess:         param.Label{EN: "ESS in 1,000 steps", ZH: "每千步有效样本数"},
	floor:       param.Label{EN: "exact draws ≤", ZH: "精确样本 ≤"},
	distance:    param.Label{EN: "sliced W₂ %s\nexact draws: up to %s", ZH: "切片 W₂ %s\n精确样本至多 %s"},
}

// words are what render says on its own account.
func (ctl *Controller) words() render.Words {
	if ctl.Lang == "zh" {
		return render.Chinese
	}
	return render.Words{}
}

// choice is what a value among options is called where there is little room: in
// English by itself.
func (ctl *Controller) choice(options []param.Option, value string) string {
	for _, o := range options {
		if o.Value == value && ctl.Lang == "zh" {
			return o.Label.ZH
		}
	}
	return value
}
