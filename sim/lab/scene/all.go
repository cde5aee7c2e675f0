package scene

import "github.com/scorefield/scorefield/sim/lab/lang"

// explosion is the main text's setting of arXiv 1907.05600, section 4.3, at
// the step size of its appendix: σ from 10 to 0.1 with α = 0.1. A level is
// stable only while α < 4 σ_min² (v + σ_i²)/σ_i², which is 0.0404 there.
var explosion = Variation{
	Label: lang.Text{EN: "The variant that explodes (σ from 10 to 0.1)", ZH: "会发散的变体（σ 从 10 到 0.1）"},
	Set:   map[string]string{"sigma-max": "10", "sigma-min": "0.1", "epsilon": "0.05"},
}

// learnAndSample are the stages of the method: what goes wrong, what mends it, and
// the whole.
var learnAndSample = []Variation{
	{
		Label: lang.Text{EN: "One network, no noise", ZH: "单一网络，不加噪声"},
		Set:   map[string]string{"objective": "sliced-vr", "sampler": "ula", "sigma": "0", "auto-epsilon": "on", "train-first": "0", "target-steps": "600"},
		About: lang.Text{EN: "It learns near the data points. Particles that start far away find arrows that mean nothing, and even the exact score (faint) leaves the wrong share in each mode.",
			ZH: "它在数据点附近学会了分数。从远处出发的粒子遇到的箭头毫无意义；即使用精确分数（淡色），各模态的占比也不对。"},
	},
	{
		Label: lang.Text{EN: "All noise levels", ZH: "所有噪声水平"},
		Set:   map[string]string{"objective": "ladder", "sampler": "ula", "sigma": "5", "auto-epsilon": "on", "train-first": "0", "target-steps": "1500"},
		About: lang.Text{EN: "One network learns the score at every noise level. With much noise its arrows point home from everywhere, but particles then sample the blurred density. Move σ.",
			ZH: "同一个网络学习每个噪声水平上的分数。噪声大时，各处的箭头都指向数据，但粒子采到的是模糊后的密度。可调节 σ。"},
	},
	{
		Label: lang.Text{EN: "Annealed Langevin", ZH: "退火朗之万动力学"},
		Set:   map[string]string{"objective": "ladder", "sampler": "annealed", "sigma": "0", "epsilon": "0.05", "train-first": "1500", "target-steps": "0"},
		About: lang.Text{EN: "Particles follow the learned score from the largest σ down to the smallest: the share is right, and the samples look like data.",
			ZH: "粒子跟随学得的分数从最大的 σ 走到最小的 σ：占比正确，样本也与数据相像。"},
	},
}

// Labels make samples legible in a quarter of the steps, and nearer to real pictures too: the
// classes are no longer to be found. 750 steps with labels end at a confidence of 0.91 and a
// Fréchet distance of 4.4, 3,000 without at 0.90 and 1.8, with them at 0.96 and 1.7.
//
// Fresh noise in every step of sampling, churn of half the steps, makes the network's errors at
// much noise forgotten, which the flow alone keeps to the end. Confidence and Fréchet distance of
// 500 samples with labels, after 500 and 750 steps of learning at 8 × 8 and 3,000 at 12 × 12:
//
//	        8 × 8, 500   8 × 8, 750   12 × 12, 3,000
//	flow    0.894  6.6   0.910  4.4   0.895  11.2
//	churn   0.943  1.5   0.951  1.1   0.979   1.6
//
// At 12 × 12 sixty steps of sampling are no better (0.895 and 0.981).
//
// With fresh noise little is left for guidance to mend. Of the same 500 samples after 500 steps, confidence, Fréchet
// distance (real pictures have 2.4 at most) and the part that is read as it was asked for:
//
//	ω   0                 0.1               0.25              0.5                1
//	    0.943  1.5  95 %  0.962  1.8  96 %  0.975  7.6  98 %  0.990  30  99.8 %  0.998  104  100 %
//
// small are the settings of pictures of 8 × 8 pixels, and set beside them: they suit networks of
// some 300,000 weights. A higher rate learns to the same confidence in three fifths of the
// steps, at 16 × 16 it makes samples worse.
func small(set map[string]string) map[string]string {
	return with(set, map[string]string{"side": "8", "rate": "0.004", "rate-steps": "3000", "target-steps": "3000", "sigma-max": "6", "solver-steps": "40", "churn": "20",
		"labels": "on", "class-label": "all", "guidance": "0", "painted": ""})
}

// with is set with more.
func with(set, more map[string]string) map[string]string {
	for name, value := range more {
		set[name] = value
	}
	return set
}

// digits are what to look at when pictures come out of noise: that they are new ones, that a
// few pictures are learned by heart, and that samplers differ in their ways alone.
var digits = []Variation{
	{
		Label: lang.Text{EN: "Endless pictures", ZH: "无穷多幅图像"},
		Set:   small(map[string]string{"dataset": "0", "sampler": "karras", "pictures": "digits"}),
		About: lang.Text{EN: "Every batch is drawn anew. In each round noise follows the score to digits that are like those learned from, and none of them; some fresh noise in each step makes earlier errors forgotten.",
			ZH: "每一批都是新画的。每一轮中，噪声沿分数变成与训练图像相像、却不是其中任何一幅的数字；每一步加入少许新噪声，使先前的误差被遗忘。"},
	},
	{
		Label: lang.Text{EN: "Forty by heart", ZH: "背下四十幅"},
		Set:   small(map[string]string{"dataset": "40", "sampler": "karras", "pictures": "digits"}),
		About: lang.Text{EN: "With forty pictures the loss on others rises, and each sample ends at one of the forty: the lowest row of the film is the one above.",
			ZH: "只有四十幅图像时，在其他图像上的损失上升，每个样本都停在四十幅之一：胶片最下一行与上一行相同。"},
	},
	{
		Label: lang.Text{EN: "By annealed Langevin", ZH: "退火朗之万动力学"},
		Set:   small(map[string]string{"dataset": "0", "sampler": "annealed", "pictures": "digits"}),
		About: lang.Text{EN: "Twenty steps with noise at each of twenty levels. Watch at which σ a sample decides what it will be.",
			ZH: "在二十个噪声水平上各走二十步带噪声的步。请看一个样本在哪个 σ 上定下它会成为什么。"},
	},
	{
		Label: lang.Text{EN: "Letters", ZH: "字母"},
		Set:   small(map[string]string{"dataset": "0", "sampler": "karras", "pictures": "letters"}),
		About: lang.Text{EN: "The same network learns 26 capital letters instead.", ZH: "同样的网络改为学习 26 个大写字母。"},
	},
	{
		Label: lang.Text{EN: "Guided", ZH: "引导"},
		Set:   with(small(map[string]string{"dataset": "0", "sampler": "karras", "pictures": "digits"}), map[string]string{"guidance": "0.25"}),
		About: lang.Text{EN: "The network is told which digit it sees, and each column of samples asks for one. A little guidance, and more of them are what their column asks for. With a larger ω they are ever more alike: the Fréchet distance rises.",
			ZH: "训练时告诉网络所见的是哪个数字，样本的每一列索取一个数字。一点引导，符合所求的样本便多了；ω 再大，彼此就越来越相似：Fréchet 距离上升。"},
	},
	{
		Label: lang.Text{EN: "Sixteen by sixteen", ZH: "十六乘十六"},
		Set: map[string]string{"dataset": "0", "sampler": "karras", "pictures": "digits", "side": "16", "painted": "", "labels": "on", "class-label": "all", "guidance": "0", "rate": "0.002", "rate-steps": "6000", "target-steps": "6000",
			"sigma-max": "12", "solver-steps": "80", "churn": "40"},
		About: lang.Text{EN: "Four times the pixels take twice the noise to hide them, and twice the steps to learn and to sample.",
			ZH: "像素多到四倍，需要两倍的噪声才能掩盖，学习与采样的步数也加倍。"},
	},
}

// All lists the scenes in the order of the article.
var All = []Scene{
	{
		Name:     "score-field",
		Label:    lang.Text{EN: "Score field", ZH: "分数场"},
		Set:      map[string]string{"arrows": "true", "flow": "on", "particles": "1"},
		Controls: []string{"density", "sigma", "arrows", "flow", "heat", "contours"},
		Panels:   []Panel{{lang.Text{EN: "log p and its score", ZH: "log p 与分数"}, []Layer{Density, TrueArrows, Handles}}},
		Clock:    Still,
		About: lang.Text{EN: "Arrows point uphill in log p and cross its contours at right angles. Drag a component.",
			ZH: "箭头指向 log p 上升的方向，并与等高线垂直。可拖动分量。"},
	},
	{
		Name:     "matching",
		Label:    lang.Text{EN: "Score matching", ZH: "分数匹配"},
		Set:      map[string]string{"speed": "4", "arrows": "learned", "half-width": "8", "particles": "1"},
		Controls: []string{"density", "objective", "closed-form", "noise-levels", "weighting", "model", "rate", "batch", "training-sigma", "projection", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "learned over true", ZH: "学得分数叠于真实分数"}, []Layer{Density, DataPoints, TrueArrows, LearnedArrows}},
			{lang.Text{EN: "loss", ZH: "损失"}, []Layer{Curves}},
		},
		Clock: Training,
		About: lang.Text{EN: "A network learns the score from samples alone; the dashed line is the best that its loss can reach.",
			ZH: "网络只凭样本学习分数；虚线是该损失能达到的最小值。"},
	},
	{
		Name:     "langevin",
		Label:    lang.Text{EN: "Langevin flow", ZH: "朗之万动力学"},
		Controls: []string{"density", "sampler", "adapt", "leaps", "friction", "noise", "diagnostics", "flow", "colour", "trails", "heat"},
		Panels:   []Panel{{lang.Text{}, []Layer{Density, ParticlesA, Histograms, Handles, Meter}}},
		Clock:    Sampling,
		About: lang.Text{EN: "Particles climb the score and are shaken by noise; together that samples the density.",
			ZH: "粒子沿分数上升并受噪声扰动，二者合起来即从分布采样。"},
	},
	{
		Name:  "learn-and-sample",
		Label: lang.Text{EN: "Learn, then sample", ZH: "先学习，再采样"},
		Set: map[string]string{"score": "learned", "versus": "exact", "dataset": "5000", "batch": "256", "particles": "1000", "half-width": "10", "start-width": "10",
			"units": "64", "activation": "silu", "rate": "0.002", "averaging": "0.99", "arrows": "learned", "sigma-min": "0.5", "sigma-max": "20",
			"levels": "10", "steps-per-level": "50", "target-steps": "600", "speed": "12", "trails": "off"},
		Controls: []string{"sigma", "density", "objective", "sampler", "train-first", "rate", "batch", "dataset", "units", "levels", "steps-per-level", "versus"},
		Panels: []Panel{
			{lang.Text{EN: "learns from data points", ZH: "从数据点学习"}, []Layer{DataPoints, Minibatch, TrueArrows, LearnedArrows, LevelClock}},
			{lang.Text{EN: "samples with that score", ZH: "用学得的分数采样"}, []Layer{Density, Ghost, ParticlesA, Progress}},
			{lang.Text{EN: "share of the heavy mode", ZH: "权重较大的模态的占比"}, []Layer{ShareGauge}},
		},
		Clock:   Sampling,
		Coupled: true,
		Stages:  learnAndSample,
		About: lang.Text{EN: "A network learns the score from data points while particles move by what it knows at that moment. Go through the three stages.",
			ZH: "网络从数据点学习分数，同时粒子按它此刻学得的分数移动。请依次看三个阶段。"},
	},
	{
		Name:     "pitfall",
		Label:    lang.Text{EN: "The pitfall", ZH: "陷阱"},
		Set:      map[string]string{"speed": "4", "particles": "1", "arrows": "true"},
		Controls: []string{"density", "objective", "rate", "batch", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "data and true score", ZH: "数据与真实分数"}, []Layer{Density, DataPoints, TrueArrows}},
			{lang.Text{EN: "learned score", ZH: "学得的分数"}, []Layer{Density, LearnedArrows}},
			{lang.Text{EN: "error", ZH: "误差"}, []Layer{ErrorMap, DataPoints}},
		},
		Clock: Training,
		About: lang.Text{EN: "The loss is weighted by the density: between the modes nothing is ever learned.",
			ZH: "损失以密度加权：两个模态之间什么也学不到。"},
	},
	{
		Name:     "ladder",
		Label:    lang.Text{EN: "Noise ladder", ZH: "噪声阶梯"},
		Set:      map[string]string{"arrows": "true", "particles": "1", "sigma-max": "20", "sigma-min": "0.1", "levels": "6"},
		Controls: []string{"sigma", "density", "levels", "sigma-max", "sigma-min"},
		Panels: []Panel{
			{lang.Text{EN: "p * N(0, σ²I)", ZH: "p * N(0, σ²I)"}, []Layer{Density, TrueArrows}},
			{lang.Text{EN: "the ladder", ZH: "噪声阶梯"}, []Layer{Strip}},
		},
		Clock: Still,
		About: lang.Text{EN: "Small σ is sharp and local, large σ smooth and global.",
			ZH: "σ 小则锐利而局部，σ 大则平滑而全局。"},
	},
	{
		Name:     "annealed",
		Label:    lang.Text{EN: "Annealed Langevin", ZH: "退火朗之万动力学"},
		Set:      map[string]string{"sampler": "annealed", "versus": "ula", "particles": "1280", "colour": "mode"},
		Controls: []string{"epsilon", "versus", "sigma-max", "sigma-min", "levels", "steps-per-level", "denoise", "density", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "plain Langevin", ZH: "普通朗之万动力学"}, []Layer{Density, ParticlesB, Histograms}},
			{lang.Text{EN: "annealed Langevin", ZH: "退火朗之万动力学"}, []Layer{Density, ParticlesA, Histograms, LevelClock}},
			{lang.Text{EN: "share of the heavy mode", ZH: "权重较大的模态的占比"}, []Layer{ShareGauge}},
		},
		Clock: Sampling,
		About: lang.Text{EN: "Same start, same noise: plain Langevin keeps the wrong weights, the ladder finds them.",
			ZH: "同样的起点与噪声：普通朗之万动力学保持错误的权重，噪声阶梯能找到正确的权重。"},
	},
	{
		Name:     "race",
		Label:    lang.Text{EN: "Objective race", ZH: "目标函数竞赛"},
		Set:      map[string]string{"race": "on", "speed": "2", "units": "64", "particles": "1"},
		Controls: []string{"training-axis", "closed-form", "density", "model", "rate", "batch", "training-sigma", "projection", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "Fisher divergence", ZH: "Fisher 散度"}, []Layer{Yardstick}},
			{lang.Text{EN: "loss − optimum", ZH: "损失 − 最优值"}, []Layer{Curves}},
			{lang.Text{EN: "data", ZH: "数据"}, []Layer{Density, DataPoints}},
		},
		Clock: Training,
		About: lang.Text{EN: "Every objective on the same start and batches, held against one yardstick, step by step or by the clock.",
			ZH: "所有目标函数用同样的初值和批次，以同一标准衡量：按步数，或按训练时间。"},
	},
	{
		Name:     "own-data",
		Label:    lang.Text{EN: "Your data", ZH: "你的数据"},
		Set:      map[string]string{"density": "data", "particles": "5000", "half-width": "3", "start-width": "3", "epsilon": "0.002"},
		Controls: []string{"bandwidth", "sigma", "sampler", "flow", "heat", "speed"},
		Panels:   []Panel{{lang.Text{}, []Layer{Density, DataPoints, ParticlesA, Histograms}}},
		Clock:    Sampling,
		About: lang.Text{EN: "Your points have an exact score at every σ at once: draw, paste or drop some.",
			ZH: "你的数据点在任意 σ 都有精确分数：可绘制、粘贴或拖入。"},
	},
	{
		Name:  "sde",
		Label: lang.Text{EN: "Diffusion SDE and ODE", ZH: "扩散 SDE 与 ODE"},
		Set: map[string]string{"sampler": "sde", "versus": "ode-heun", "particles": "2000", "sigma-min": "0.01",
			"sigma-max": "50", "solver-steps": "400", "marginals": "on"},
		Controls: []string{"density", "schedule", "sampler", "predictor", "rho", "churn", "solver-steps", "sigma-max", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "reverse SDE", ZH: "反向 SDE"}, []Layer{Density, ParticlesA, OnePath, Histograms, TimeClock}},
			{lang.Text{EN: "probability-flow ODE", ZH: "概率流 ODE"}, []Layer{Density, ParticlesB, Histograms, Paths, TimeClock}},
		},
		Clock: Sampling,
		About: lang.Text{EN: "Noise turned back into data, by a random path and by a smooth one with the same marginals.",
			ZH: "把噪声变回数据：随机路径与光滑路径有相同的边缘分布。"},
	},
	{
		Name:  "digits",
		Label: lang.Text{EN: "Digits out of noise", ZH: "噪声中浮现数字"},
		Set: map[string]string{"score": "learned", "objective": "ladder", "noise-levels": "log-normal", "model": "residual", "units": "256", "hidden-layers": "3",
			"rate": "0.004", "rate-steps": "3000", "averaging": "0.998", "target-steps": "3000", "sampler": "karras", "solver-steps": "40", "churn": "20", "sigma-min": "0.05",
			"sigma-max": "6", "levels": "20", "steps-per-level": "20", "epsilon": "0.00025", "denoise": "on", "start-law": "normal", "start-width": "6",
			"particles": "64", "dissect": "16", "labels": "on", "likelihood": "sample"},
		Controls: []string{"pictures", "side", "labels", "class-label", "guidance", "sampler", "solver-steps", "sigma-max", "dataset", "likelihood", "units", "rate", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "learns from these", ZH: "训练图像"}, []Layer{TrainingPictures}},
			{lang.Text{EN: "samples", ZH: "样本"}, []Layer{SamplePictures}},
			{lang.Text{EN: "loss", ZH: "损失"}, []Layer{Curves, Progress, ClassShares, ClassPosterior}},
			{lang.Text{EN: "one of them out of noise", ZH: "其中一幅如何从噪声中浮现"}, []Layer{Film}},
		},
		Clock:    Sampling,
		Rounds:   true,
		Stages:   digits,
		Pictures: true,
		About: lang.Text{EN: "A network learns the score of pictures from strokes drawn at random; noise that follows it becomes digits, clearer in every round.",
			ZH: "网络从随机笔画中学习图像的分数；噪声沿着它变成数字，一轮比一轮清晰。"},
	},
	{
		Name:  "ncsn-fig2",
		Label: lang.Text{EN: "NCSN, figure 2", ZH: "NCSN 图 2"},
		Set: map[string]string{"objective": "sliced-vr", "projection": "gaussian", "units": "128", "hidden-layers": "2",
			"activation": "softplus", "rate": "0.001", "batch": "128", "speed": "8", "target-steps": "10000", "particles": "1", "arrows": "true"},
		Controls: []string{"speed", "rate", "batch"},
		Panels: []Panel{
			{lang.Text{EN: "data density", ZH: "数据密度"}, []Layer{Density, DataPoints}},
			{lang.Text{EN: "data scores", ZH: "数据的分数"}, []Layer{Density, TrueArrows}},
			{lang.Text{EN: "estimated scores", ZH: "估计的分数"}, []Layer{Density, LearnedArrows}},
		},
		Clock:   Training,
		Verdict: &Verdict{Source: "arXiv 1907.05600, figure 2", Quantity: "error", Low: 0, High: 0.03, After: 10000},
		About: lang.Text{EN: "The published toy: estimated scores are reliable only where the data are.",
			ZH: "论文中的玩具例子：估计的分数只在有数据处可靠。"},
	},
	{
		Name:  "ncsn-fig3",
		Label: lang.Text{EN: "NCSN, figure 3", ZH: "NCSN 图 3"},
		Set: map[string]string{"sampler": "annealed", "versus": "ula", "particles": "1280", "epsilon": "0.05", "sigma-max": "20",
			"sigma-min": "1", "levels": "10", "steps-per-level": "100", "target-steps": "1000", "colour": "mode", "speed": "4"},
		Controls: []string{"speed", "epsilon", "steps-per-level", "sigma-max", "sigma-min"},
		Panels: []Panel{
			{lang.Text{EN: "plain Langevin", ZH: "普通朗之万动力学"}, []Layer{Density, ParticlesB, Histograms}},
			{lang.Text{EN: "annealed Langevin", ZH: "退火朗之万动力学"}, []Layer{Density, ParticlesA, Histograms, LevelClock}},
			{lang.Text{EN: "share of the heavy mode", ZH: "权重较大的模态的占比"}, []Layer{ShareGauge}},
		},
		Clock: Sampling,
		Verdict: &Verdict{Source: "arXiv 1907.05600, figure 3 and appendix B.1", Quantity: "share", Low: 0.73, High: 0.83, After: 1000,
			Variant: []Variation{explosion}},
		About: lang.Text{EN: "The published toy: the ladder recovers the weights 0.2 and 0.8, plain Langevin does not.",
			ZH: "论文中的玩具例子：噪声阶梯恢复权重 0.2 与 0.8，普通朗之万动力学则不能。"},
	},
	{
		Name:     "integration-by-parts",
		Label:    lang.Text{EN: "Integration by parts", ZH: "分部积分"},
		Set:      map[string]string{"objective": "implicit", "speed": "2", "units": "64", "particles": "1", "arrows": "learned"},
		Controls: []string{"density", "model", "rate", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "learned over true", ZH: "学得分数叠于真实分数"}, []Layer{Density, TrueArrows, LearnedArrows}},
			{lang.Text{EN: "explicit − implicit", ZH: "显式 − 隐式"}, []Layer{Parts}},
		},
		Clock: Training,
		About: lang.Text{EN: "While the model moves, explicit minus implicit stays the same constant, unless the density is cut off at a boundary.",
			ZH: "模型在变，显式减隐式始终是同一常数——除非密度在边界被截断。"},
	},
	{
		Name:     "projections",
		Label:    lang.Text{EN: "Projections", ZH: "投影"},
		Set:      map[string]string{"objective": "sliced", "units": "64", "particles": "1", "arrows": "learned"},
		Controls: []string{"projection", "density", "speed"},
		Panels: []Panel{
			{lang.Text{EN: "pick a point", ZH: "选一点"}, []Layer{Density, LearnedArrows, PickedPoint}},
			{lang.Text{EN: "vᵀJv over many v", ZH: "许多 v 的 vᵀJv"}, []Layer{Slices}},
		},
		Clock: Training,
		Train: 200,
		About: lang.Text{EN: "One direction v gives an unbiased estimate of the trace; its spread depends on the law of v.",
			ZH: "一个方向 v 给出迹的无偏估计；其离散程度取决于 v 的分布。"},
	},
}
