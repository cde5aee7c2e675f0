package param

// Table lists every parameter, in the order in which controls are shown.
var Table = []Param{
	// What is looked at.
	{Name: "scene", Kind: Choice, Default: "langevin", Scope: All, Options: Scenes,
		Label: Label{"Scene", "场景"}, Help: Label{"Which figure this is.", "图的类型。"}},
	{Name: "seed", Kind: Int, Min: 1, Max: 1<<53 - 1, Default: "1", Scope: All,
		Label: Label{"Seed", "随机种子"}, Help: Label{"The same seed gives the same run, bit for bit.", "相同的种子给出逐位相同的结果。"}},
	{Name: "density", Kind: Choice, Default: "toy", Scope: Training, Options: Densities,
		Label: Label{"Density", "目标分布"}, Help: Label{"The distribution to learn and to sample.", "要学习和采样的分布。"}},
	{Name: "mixture", Kind: Text, Scope: Live,
		Label: Label{"Mixture", "混合分量"}, Help: Label{"Components w,mx,my,sxx,sxy,syy separated by semicolons.", "分量 w,mx,my,sxx,sxy,syy，以分号分隔。"}},
	{Name: "bandwidth", Kind: Float, Min: 0, Max: 10, Default: "0", Scope: Live,
		Label: Label{"Bandwidth h", "带宽 h"}, Help: Label{"Width of the kernel on each of your points; 0 lets the data choose.", "每个数据点上核的宽度；0 表示由数据决定。"}},
	{Name: "score", Kind: Choice, Default: "exact", Scope: Sampling, Options: []Option{
		{"exact", Label{"exact", "精确"}}, {"learned", Label{"learned", "学得"}}},
		Label: Label{"Score", "分数函数"}, Help: Label{"Which score drives the particles.", "驱动粒子的分数函数。"}},
	{Name: "sigma", Kind: Float, Min: 0, Max: 50, Default: "0", Scope: Live,
		Label: Label{"Noise level σ", "噪声水平 σ"}, Help: Label{"The density is convolved with N(0, σ²I).", "密度与 N(0, σ²I) 作卷积。"}},

	// Sampling.
	{Name: "sampler", Kind: Choice, Default: "ula", Scope: Sampling, Options: Samplers,
		Label: Label{"Sampler", "采样器"}, Help: Label{"How particles move.", "粒子如何移动。"}},
	{Name: "versus", Kind: Choice, Default: "none", Scope: Sampling, Options: append([]Option{{"none", Label{"none", "无"}}}, Samplers...),
		Label: Label{"Compare with", "对比"}, Help: Label{"A second sampler on the same noise.", "使用同一噪声的第二个采样器。"}},
	{Name: "particles", Kind: Int, Min: 1, Max: 1_000_000, Default: "20000", Log: true, Scope: Sampling,
		Label: Label{"Particles", "粒子数"}, Help: Label{"How many particles move.", "移动的粒子数量。"}},
	{Name: "epsilon", Kind: Float, Min: 1e-5, Max: 10, Default: "0.05", Log: true, Scope: Live,
		Label: Label{"Step size ε", "步长 ε"}, Help: Label{"x ← x + ε s(x) + √(2ε) z. Papers that write α/2 have α = 2ε.", "x ← x + ε s(x) + √(2ε) z。写作 α/2 的论文中 α = 2ε。"}},
	{Name: "noise", Kind: Switch, Default: "on", Scope: Live,
		Label: Label{"Noise", "噪声项"}, Help: Label{"Off: the drift alone, which collapses to the modes.", "关闭：只有漂移，会塌缩到众数。"}},
	{Name: "friction", Kind: Float, Min: 0.01, Max: 100, Default: "1", Log: true, Scope: Live,
		Label: Label{"Friction γ", "摩擦 γ"}, Help: Label{"Of the underdamped sampler.", "欠阻尼采样器的摩擦系数。"}},
	{Name: "start-law", Kind: Choice, Default: "uniform", Scope: Sampling, Options: []Option{
		{"uniform", Label{"uniform box", "均匀方框"}}, {"normal", Label{"normal", "正态"}}, {"data", Label{"draws of the target", "目标样本"}}},
		Label: Label{"Start", "起点"}, Help: Label{"Where particles begin.", "粒子的初始分布。"}},
	{Name: "start-width", Kind: Float, Min: 0.01, Max: 1000, Default: "8", Log: true, Scope: Sampling,
		Label: Label{"Start width", "起点宽度"}, Help: Label{"Half side of the box, or the deviation of the normal.", "方框半边长或正态标准差。"}},
	{Name: "sigma-min", Kind: Float, Min: 0.001, Max: 50, Default: "1", Log: true, Scope: Sampling,
		Label: Label{"Smallest σ", "最小 σ"}, Help: Label{"Where the ladder of noise levels ends.", "噪声阶梯的终点。"}},
	{Name: "sigma-max", Kind: Float, Min: 0.001, Max: 100, Default: "20", Log: true, Scope: Sampling,
		Label: Label{"Largest σ", "最大 σ"}, Help: Label{"Where the ladder begins; about the largest distance between data points.", "噪声阶梯的起点；约为数据点间最大距离。"}},
	{Name: "levels", Kind: Int, Min: 1, Max: 1000, Default: "10", Log: true, Scope: Sampling,
		Label: Label{"Levels L", "层数 L"}, Help: Label{"Noise levels in the ladder, in geometric progression.", "阶梯的层数，按几何级数排列。"}},
	{Name: "steps-per-level", Kind: Int, Min: 1, Max: 10000, Default: "100", Log: true, Scope: Sampling,
		Label: Label{"Steps per level T", "每层步数 T"}, Help: Label{"Langevin steps at each noise level.", "每个噪声水平上的朗之万步数。"}},
	{Name: "denoise", Kind: Switch, Default: "off", Scope: Sampling,
		Label: Label{"Final denoising", "最终去噪"}, Help: Label{"One last step x + σ²s(x), without noise.", "最后一步 x + σ²s(x)，不加噪声。"}},
	{Name: "schedule", Kind: Choice, Default: "ve", Scope: Sampling, Options: []Option{
		{"ve", Label{"variance exploding", "方差爆炸 VE"}}, {"vp", Label{"variance preserving", "方差保持 VP"}}},
		Label: Label{"Process", "过程"}, Help: Label{"How data are noised over time.", "数据随时间加噪的方式。"}},
	{Name: "solver-steps", Kind: Int, Min: 1, Max: 10000, Default: "200", Log: true, Scope: Sampling,
		Label: Label{"Solver steps", "求解步数"}, Help: Label{"Steps from t = 1 to t = 0.", "从 t = 1 到 t = 0 的步数。"}},

	// Training.
	{Name: "objective", Kind: Choice, Default: "sliced-vr", Scope: Training, Options: Objectives,
		Label: Label{"Objective", "目标函数"}, Help: Label{"The loss that the network minimises.", "网络最小化的损失。"}},
	{Name: "race", Kind: Switch, Default: "off", Scope: Training,
		Label: Label{"Race", "竞赛"}, Help: Label{"Train every objective on the same seed, start and batches.", "以相同的种子、初值和批次训练所有目标函数。"}},
	{Name: "projection", Kind: Choice, Default: "gaussian", Scope: Training, Options: []Option{
		{"gaussian", Label{"Gaussian", "高斯"}}, {"rademacher", Label{"Rademacher", "拉德马赫"}}, {"sphere", Label{"sphere", "球面"}}},
		Label: Label{"Projections", "投影分布"}, Help: Label{"The law of the directions v of the sliced objectives.", "切片目标中方向 v 的分布。"}},
	{Name: "projections", Kind: Int, Min: 1, Max: 64, Default: "1", Log: true, Scope: Training,
		Label: Label{"Directions per point", "每点方向数"}, Help: Label{"Averaged in the sliced objectives.", "切片目标中取平均的方向数。"}},
	{Name: "training-sigma", Kind: Float, Min: 0.001, Max: 50, Default: "0.5", Log: true, Scope: Training,
		Label: Label{"Training σ", "训练 σ"}, Help: Label{"Noise of the denoising objective.", "去噪目标的噪声。"}},
	{Name: "model", Kind: Choice, Default: "vector", Scope: Training, Options: []Option{
		{"vector", Label{"vector field", "向量场"}}, {"energy", Label{"energy, s = −∇f", "能量 s = −∇f"}}},
		Label: Label{"Network", "网络"}, Help: Label{"A field of its own, or minus the gradient of a scalar.", "直接输出向量场，或标量能量的负梯度。"}},
	{Name: "units", Kind: Int, Min: 4, Max: 256, Default: "128", Log: true, Scope: Training,
		Label: Label{"Units per layer", "每层单元"}, Help: Label{"Width of the hidden layers.", "隐藏层宽度。"}},
	{Name: "hidden-layers", Kind: Int, Min: 1, Max: 6, Default: "2", Scope: Training,
		Label: Label{"Hidden layers", "隐藏层数"}, Help: Label{"Depth of the network.", "网络深度。"}},
	{Name: "activation", Kind: Choice, Default: "auto", Scope: Training, Options: []Option{
		{"auto", Label{"automatic", "自动"}},
		{"softplus", Label{"softplus", "softplus"}}, {"silu", Label{"SiLU", "SiLU"}}, {"tanh", Label{"tanh", "tanh"}}},
		Label: Label{"Activation", "激活函数"}, Help: Label{"Between the layers; automatic is SiLU for the noise ladder, else softplus.", "层间的非线性；自动：噪声阶梯用 SiLU，其余用 softplus。"}},
	{Name: "rate", Kind: Float, Min: 1e-6, Max: 1, Default: "0.001", Log: true, Scope: Training,
		Label: Label{"Learning rate", "学习率"}, Help: Label{"Of Adam.", "Adam 的学习率。"}},
	{Name: "batch", Kind: Int, Min: 1, Max: 8192, Default: "128", Log: true, Scope: Training,
		Label: Label{"Batch", "批大小"}, Help: Label{"Points per training step.", "每个训练步的样本数。"}},
	{Name: "averaging", Kind: Float, Min: 0, Max: 0.9999, Default: "0", Scope: Training,
		Label: Label{"Weight averaging", "权重平均"}, Help: Label{"Decay of the moving average of the weights; 0 is none.", "权重滑动平均的衰减；0 表示不用。"}},
	{Name: "dataset", Kind: Int, Min: 0, Max: 1_000_000, Default: "0", Scope: Training,
		Label: Label{"Data points", "数据点数"}, Help: Label{"Size of a finite data set; 0 draws fresh points for every batch.", "有限数据集大小；0 表示每批取新样本。"}},
	{Name: "target-steps", Kind: Int, Min: 0, Max: 1_000_000, Default: "0", Scope: View,
		Label: Label{"Stop at step", "停止步"}, Help: Label{"Run to this step and stop; 0 never stops.", "运行到该步后停止；0 表示不停止。"}},

	// The picture.
	{Name: "speed", Kind: Float, Min: 0.01, Max: 1000, Default: "1", Log: true, Unit: "steps/frame", Scope: View,
		Label: Label{"Speed", "速度"}, Help: Label{"Steps per frame; below 1 is slow motion.", "每帧步数；小于 1 为慢动作。"}},
	{Name: "heat", Kind: Choice, Default: "density", Scope: View, Options: []Option{
		{"off", Label{"off", "关"}}, {"density", Label{"density", "密度"}}, {"log", Label{"log density", "对数密度"}}},
		Label: Label{"Heat map", "热图"}, Help: Label{"The target as colour.", "以颜色显示目标密度。"}},
	{Name: "contours", Kind: Switch, Default: "on", Scope: View,
		Label: Label{"Contours", "等高线"}, Help: Label{"Lines that enclose 10, 30, 50, 70, 90 and 99 % of the mass.", "包含 10、30、50、70、90、99% 质量的等高线。"}},
	{Name: "arrows", Kind: Choice, Default: "off", Scope: View, Options: []Option{
		{"off", Label{"off", "关"}}, {"true", Label{"true score", "真实分数"}}, {"learned", Label{"learned score", "学得分数"}}, {"difference", Label{"difference", "差"}}},
		Label: Label{"Arrows", "箭头"}, Help: Label{"The score on a grid, lengths compressed.", "网格上的分数，长度经压缩。"}},
	{Name: "flow", Kind: Switch, Default: "off", Scope: View,
		Label: Label{"Flow lines", "流线"}, Help: Label{"Streaks that follow the drift.", "沿漂移方向的流线。"}},
	{Name: "trails", Kind: Switch, Default: "on", Scope: View,
		Label: Label{"Trails", "尾迹"}, Help: Label{"Short trails that fade to nothing.", "逐渐消失的短尾迹。"}},
	{Name: "colour", Kind: Choice, Default: "plain", Scope: View, Options: []Option{
		{"plain", Label{"plain", "单色"}}, {"mode", Label{"by mode", "按众数"}}, {"speed", Label{"by speed", "按速度"}}, {"chain", Label{"by chain", "按链"}}, {"age", Label{"by age", "按停留时间"}}},
		Label: Label{"Colour", "着色"}, Help: Label{"What a particle's colour says; age is how many steps it has been seen to stay in its mode.", "粒子颜色的含义；停留时间是选择此着色以来粒子留在当前众数中的步数。"}},
	{Name: "marginals", Kind: Switch, Default: "off", Scope: View,
		Label: Label{"Marginals", "边缘分布"}, Help: Label{"Histograms of the particles with the true marginals.", "粒子直方图与真实边缘分布。"}},
	{Name: "training-axis", Kind: Choice, Default: "step", Scope: View, Options: []Option{
		{"step", Label{"steps", "步数"}}, {"ms", Label{"milliseconds", "毫秒"}}},
		Label: Label{"Training axis", "训练横轴"}, Help: Label{"What curves of training are drawn over: steps, or the time that each network's own steps have taken.", "训练曲线的横轴：步数，或各网络自身训练所用的时间。"}},
	{Name: "half-width", Kind: Float, Min: 0.1, Max: 1000, Default: "8", Log: true, Scope: View,
		Label: Label{"View", "视野"}, Help: Label{"Half the height of the view.", "视野高度的一半。"}},
	{Name: "centre-x", Kind: Float, Min: -1000, Max: 1000, Default: "0", Scope: View,
		Label: Label{"Centre x", "中心 x"}, Help: Label{"Of the view.", "视野中心。"}},
	{Name: "centre-y", Kind: Float, Min: -1000, Max: 1000, Default: "0", Scope: View,
		Label: Label{"Centre y", "中心 y"}, Help: Label{"Of the view.", "视野中心。"}},
}

// Scenes are the figures.
var Scenes = []Option{
	{"score-field", Label{"Score field", "分数场"}},
	{"matching", Label{"Score matching", "分数匹配"}},
	{"langevin", Label{"Langevin flow", "朗之万流"}},
	{"pitfall", Label{"The pitfall", "陷阱"}},
	{"ladder", Label{"Noise ladder", "噪声阶梯"}},
	{"annealed", Label{"Annealed Langevin", "退火朗之万"}},
	{"race", Label{"Objective race", "目标函数竞赛"}},
	{"own-data", Label{"Your data", "你的数据"}},
	{"sde", Label{"Diffusion SDE and ODE", "扩散 SDE 与 ODE"}},
	{"ncsn-fig2", Label{"NCSN, figure 2", "NCSN 图 2"}},
	{"ncsn-fig3", Label{"NCSN, figure 3", "NCSN 图 3"}},
	{"integration-by-parts", Label{"Integration by parts", "分部积分"}},
	{"projections", Label{"Projections", "投影"}},
}

// Densities are the targets; lab's tests hold them to what sim/density offers.
// "mixture" and "data" come from the reader.
var Densities = []Option{
	{"toy", Label{"two modes (0.2, 0.8)", "双峰（0.2、0.8）"}},
	{"three-modes", Label{"three modes", "三峰"}},
	{"eight-gaussians", Label{"eight Gaussians", "八个高斯"}},
	{"grid", Label{"grid of Gaussians", "高斯网格"}},
	{"gaussian", Label{"one Gaussian", "单个高斯"}},
	{"square", Label{"square", "方形"}},
	{"checkerboard", Label{"checkerboard", "棋盘"}},
	{"ring", Label{"ring", "圆环"}},
	{"rings", Label{"rings", "同心圆环"}},
	{"two-moons", Label{"two moons", "双月"}},
	{"pinwheel", Label{"pinwheel", "风车"}},
	{"swiss-roll", Label{"Swiss roll", "瑞士卷"}},
	{"spirals", Label{"spirals", "螺旋"}},
	{"banana", Label{"banana", "香蕉"}},
	{"funnel", Label{"funnel", "漏斗"}},
	{"squiggle", Label{"squiggle", "波浪线"}},
	{"smiley", Label{"smiley", "笑脸"}},
	{"heart", Label{"heart", "心形"}},
	{"truncated", Label{"Gaussian cut at a boundary", "边界截断的高斯"}},
	{"mixture", Label{"own mixture", "自定混合"}},
	{"data", Label{"own data", "自有数据"}},
}

// Samplers move particles.
var Samplers = []Option{
	{"ula", Label{"Langevin", "朗之万"}},
	{"mala", Label{"Langevin, Metropolis-corrected", "朗之万（Metropolis 校正）"}},
	{"underdamped", Label{"underdamped Langevin", "欠阻尼朗之万"}},
	{"annealed", Label{"annealed Langevin", "退火朗之万"}},
	{"corrector", Label{"predictor–corrector", "预测–校正"}},
	{"sde", Label{"reverse SDE", "逆向 SDE"}},
	{"ode-euler", Label{"flow ODE, Euler", "流 ODE（Euler）"}},
	{"ode-heun", Label{"flow ODE, Heun", "流 ODE（Heun）"}},
}

// Objectives are the losses.
var Objectives = []Option{
	{"explicit", Label{"explicit", "显式"}},
	{"implicit", Label{"implicit", "隐式"}},
	{"sliced", Label{"sliced", "切片"}},
	{"sliced-vr", Label{"sliced, variance-reduced", "切片（降方差）"}},
	{"denoising", Label{"denoising", "去噪"}},
	{"ladder", Label{"noise ladder", "噪声阶梯"}},
}
