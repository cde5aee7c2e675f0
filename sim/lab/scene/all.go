package scene

import "github.com/scorefield/scorefield/sim/lab/param"

// explosion is the main text's setting of arXiv 1907.05600, section 4.3, at
// the step size of its appendix: σ from 10 to 0.1 with α = 0.1. A level is
// stable only while α < 4 σ_min² (v + σ_i²)/σ_i², which is 0.0404 there.
var explosion = Variation{
	Label: param.Label{EN: "The variant that explodes (σ from 10 to 0.1)", ZH: "会发散的变体（σ 从 10 到 0.1）"},
	Set:   map[string]string{"sigma-max": "10", "sigma-min": "0.1", "epsilon": "0.05"},
}

// All lists the scenes in the order of the article.
var All = []Scene{
	{
		Name:     "score-field",
		Set:      map[string]string{"arrows": "true", "flow": "on", "particles": "1"},
		Controls: []string{"density", "sigma", "arrows", "flow", "heat", "contours"},
		Panels:   []Panel{{"log p and its score", []Layer{Density, TrueArrows, Handles}}},
		Clock:    Still,
		About: param.Label{EN: "Arrows point uphill in log p and cross its contours at right angles. Drag a component.",
			ZH: "箭头指向 log p 上升的方向，并与等高线垂直。可拖动分量。"},
	},
	{
		Name:     "matching",
		Set:      map[string]string{"speed": "4", "arrows": "learned", "half-width": "8", "particles": "1"},
		Controls: []string{"density", "objective", "model", "rate", "batch", "training-sigma", "projection", "speed"},
		Panels: []Panel{
			{"learned over true", []Layer{Density, TrueArrows, LearnedArrows}},
			{"loss", []Layer{Curves}},
		},
		Clock: Training,
		About: param.Label{EN: "A network learns the score from samples alone; the dashed line is the best that its loss can reach.",
			ZH: "网络只凭样本学习分数；虚线是该损失能达到的最小值。"},
	},
	{
		Name:     "langevin",
		Controls: []string{"density", "sampler", "noise", "flow", "colour", "trails", "heat"},
		Panels:   []Panel{{"", []Layer{Density, ParticlesA, Histograms, Handles, Meter}}},
		Clock:    Sampling,
		About: param.Label{EN: "Particles climb the score and are shaken by noise; together that samples the density.",
			ZH: "粒子沿分数上升并受噪声扰动，二者合起来即从分布采样。"},
	},
	{
		Name:     "pitfall",
		Set:      map[string]string{"speed": "4", "particles": "1", "arrows": "true"},
		Controls: []string{"density", "objective", "rate", "batch", "speed"},
		Panels: []Panel{
			{"data and true score", []Layer{Density, TrueArrows}},
			{"learned score", []Layer{Density, LearnedArrows}},
			{"error", []Layer{ErrorMap, DataPoints}},
		},
		Clock: Training,
		About: param.Label{EN: "The loss is weighted by the density: between the modes nothing is ever learned.",
			ZH: "损失以密度加权：两个众数之间什么也学不到。"},
	},
	{
		Name:     "ladder",
		Set:      map[string]string{"arrows": "true", "particles": "1", "sigma-max": "20", "sigma-min": "0.1", "levels": "6"},
		Controls: []string{"sigma", "density", "levels", "sigma-max", "sigma-min"},
		Panels: []Panel{
			{"p convolved with N(0, σ²)", []Layer{Density, TrueArrows}},
			{"the ladder", []Layer{Strip}},
		},
		Clock: Still,
		About: param.Label{EN: "Small σ is sharp and local, large σ smooth and global.",
			ZH: "σ 小则锐利而局部，σ 大则平滑而全局。"},
	},
	{
		Name:     "annealed",
		Set:      map[string]string{"sampler": "annealed", "versus": "ula", "particles": "1280", "colour": "mode"},
		Controls: []string{"epsilon", "sigma-max", "sigma-min", "levels", "steps-per-level", "denoise", "density", "speed"},
		Panels: []Panel{
			{"plain", []Layer{Density, ParticlesB, Histograms}},
			{"annealed", []Layer{Density, ParticlesA, Histograms, LevelClock}},
			{"share of the heavy mode", []Layer{ShareGauge}},
		},
		Clock: Sampling,
		About: param.Label{EN: "Same start, same noise: plain Langevin keeps the wrong weights, the ladder finds them.",
			ZH: "同样的起点与噪声：普通朗之万保持错误的权重，噪声阶梯能找到正确的权重。"},
	},
	{
		Name:     "race",
		Set:      map[string]string{"race": "on", "speed": "2", "units": "64", "particles": "1"},
		Controls: []string{"training-axis", "density", "model", "rate", "batch", "training-sigma", "projection", "speed"},
		Panels: []Panel{
			{"Fisher divergence to the truth", []Layer{Yardstick}},
			{"loss above its optimum", []Layer{Curves}},
		},
		Clock: Training,
		About: param.Label{EN: "Every objective on the same start and batches, held against one yardstick, step by step or by the clock.",
			ZH: "所有目标函数用同样的初值和批次，以同一标准衡量：按步数，或按训练时间。"},
	},
	{
		Name:     "own-data",
		Set:      map[string]string{"density": "data", "particles": "5000", "half-width": "3", "start-width": "3", "epsilon": "0.002"},
		Controls: []string{"bandwidth", "sigma", "sampler", "flow", "heat", "speed"},
		Panels:   []Panel{{"", []Layer{Density, DataPoints, ParticlesA, Histograms}}},
		Clock:    Sampling,
		About: param.Label{EN: "Your points have an exact score at every σ at once: draw, paste or drop some.",
			ZH: "你的数据点在任意 σ 都有精确分数：可绘制、粘贴或拖入。"},
	},
	{
		Name: "sde",
		Set: map[string]string{"sampler": "sde", "versus": "ode-heun", "particles": "2000", "sigma-min": "0.01",
			"sigma-max": "50", "solver-steps": "400", "marginals": "on"},
		Controls: []string{"density", "schedule", "sampler", "solver-steps", "sigma-max", "speed"},
		Panels: []Panel{
			{"reverse SDE", []Layer{Density, ParticlesA, Histograms}},
			{"flow ODE", []Layer{Density, ParticlesB, Histograms, Paths}},
		},
		Clock: Sampling,
		About: param.Label{EN: "Noise turned back into data, by a random path and by a smooth one with the same marginals.",
			ZH: "把噪声变回数据：随机路径与光滑路径有相同的边缘分布。"},
	},
	{
		Name: "ncsn-fig2",
		Set: map[string]string{"objective": "sliced-vr", "projection": "gaussian", "units": "128", "hidden-layers": "2",
			"activation": "softplus", "rate": "0.001", "batch": "128", "speed": "8", "target-steps": "10000", "particles": "1", "arrows": "true"},
		Controls: []string{"speed", "rate", "batch"},
		Panels: []Panel{
			{"data density", []Layer{Density, DataPoints}},
			{"data scores", []Layer{Density, TrueArrows}},
			{"estimated scores", []Layer{Density, LearnedArrows}},
		},
		Clock:   Training,
		Verdict: &Verdict{Source: "arXiv 1907.05600, figure 2", Quantity: "error", Low: 0, High: 0.03, After: 10000},
		About: param.Label{EN: "The published toy: estimated scores are reliable only where the data are.",
			ZH: "论文中的玩具例子：估计的分数只在有数据处可靠。"},
	},
	{
		Name: "ncsn-fig3",
		Set: map[string]string{"sampler": "annealed", "versus": "ula", "particles": "1280", "epsilon": "0.05", "sigma-max": "20",
			"sigma-min": "1", "levels": "10", "steps-per-level": "100", "target-steps": "1000", "colour": "mode", "speed": "4"},
		Controls: []string{"speed", "epsilon", "steps-per-level", "sigma-max", "sigma-min"},
		Panels: []Panel{
			{"plain Langevin", []Layer{Density, ParticlesB, Histograms}},
			{"annealed Langevin", []Layer{Density, ParticlesA, Histograms, LevelClock}},
			{"share of the heavy mode", []Layer{ShareGauge}},
		},
		Clock: Sampling,
		Verdict: &Verdict{Source: "arXiv 1907.05600, figure 3 and appendix B.1", Quantity: "share", Low: 0.73, High: 0.83, After: 1000,
			Variant: []Variation{explosion}},
		About: param.Label{EN: "The published toy: the ladder recovers the weights 0.2 and 0.8, plain Langevin does not.",
			ZH: "论文中的玩具例子：噪声阶梯恢复权重 0.2 与 0.8，普通朗之万不能。"},
	},
	{
		Name:     "integration-by-parts",
		Set:      map[string]string{"objective": "implicit", "speed": "2", "units": "64", "particles": "1", "arrows": "learned"},
		Controls: []string{"density", "model", "rate", "speed"},
		Panels: []Panel{
			{"learned over true", []Layer{Density, TrueArrows, LearnedArrows}},
			{"explicit - implicit", []Layer{Parts}},
		},
		Clock: Training,
		About: param.Label{EN: "While the model moves, explicit minus implicit stays the same constant, unless the density is cut off at a boundary.",
			ZH: "模型在变，显式减隐式始终是同一常数——除非密度在边界被截断。"},
	},
	{
		Name:     "projections",
		Set:      map[string]string{"objective": "sliced", "units": "64", "particles": "1", "arrows": "learned"},
		Controls: []string{"projection", "density", "speed"},
		Panels: []Panel{
			{"pick a point", []Layer{Density, LearnedArrows}},
			{"v'Jv over many v", []Layer{Slices}},
		},
		Clock: Training,
		Train: 200,
		About: param.Label{EN: "One direction v gives an unbiased estimate of the trace; its spread depends on the law of v.",
			ZH: "一个方向 v 给出迹的无偏估计；其离散程度取决于 v 的分布。"},
	},
}
