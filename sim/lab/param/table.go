package param

import "github.com/scorefield/scorefield/sim/lab/scene"

// Table lists every parameter, in the order in which controls are shown. A row
// is all that is known of a parameter: to add one, add a row and its field of
// Config.
var Table = []Param{
	// What is looked at.
	{Name: "scene", Field: func(c *Config) any { return &c.Scene },
		Kind: Choice, Default: "langevin", Scope: All, Options: Scenes,
		Label: label("Scene", "场景"), Help: label("Which figure this is.", "选择显示哪一个场景。")},
	{Name: "seed", Field: func(c *Config) any { return &c.Seed },
		Kind: Int, Min: 1, Max: 1<<53 - 1, Default: "1", Scope: All,
		Label: label("Seed", "随机种子"), Help: label("The same seed gives the same run, bit for bit.", "相同的种子给出逐位相同的结果。")},
	{Name: "density", Field: func(c *Config) any { return &c.Density },
		Kind: Choice, Default: "toy", Scope: Training, Options: Densities,
		Label: label("Density", "目标分布"), Help: label("The distribution to learn and to sample.", "要学习和采样的分布。")},
	{Name: "mixture", Field: func(c *Config) any { return &c.Mixture },
		Kind: Text, Scope: Live,
		Label: label("Mixture", "混合分量"), Help: label("Components w,mx,my,sxx,sxy,syy separated by semicolons.", "分量 w,mx,my,sxx,sxy,syy，以分号分隔。")},
	{Name: "pictures", Field: func(c *Config) any { return &c.Pictures },
		Kind: Choice, Default: "digits", Scope: Training, Options: []Option{
			{"digits", label("digits", "数字")}, {"letters", label("letters", "字母")}, {"own", label("your own", "你自己的")}},
		Label: label("Pictures", "图像"), Help: label("What the scene of pictures is about: ten digits or 26 capital letters, drawn by strokes of random size, slant, thickness and bend, or your own pictures.", "图像场景的内容：十个数字或 26 个大写字母，笔画的大小、倾斜、粗细与弯曲都是随机的；也可以是你自己的图像。")},
	{Name: "class-set", Field: func(c *Config) any { return &c.ClassSet },
		Kind: Text, Scope: Training,
		Label: label("Classes", "类别范围"), Help: label("Which digits or letters are learned, such as 17; empty is all of them. Of your own pictures it is the labels.", "学习哪些数字或字母，例如 17；留空表示全部。对你自己的图像，即其标签。")},
	{Name: "side", Field: func(c *Config) any { return &c.Side },
		Kind: Choice, Default: "8", Scope: Training, Options: []Option{
			{"8", label("8 × 8", "8 × 8")}, {"12", label("12 × 12", "12 × 12")}, {"16", label("16 × 16", "16 × 16")}},
		Label: label("Pixels", "像素"), Help: label("How many pixels a picture has; each of them is a coordinate.", "一幅图像的像素数；每个像素是一个坐标。")},
	{Name: "labels", Field: func(c *Config) any { return &c.Labels },
		Kind: Switch, Default: "off", Scope: Training,
		Label: label("Labels", "标签"), Help: label("The network is told the class of nine in ten of the pictures that it learns from, and of the others not, so that it learns the score of each class and that of all.", "训练时把十分之九图像的类别告诉网络，其余不告诉：它既学会每一类的分数，也学会全体的分数。")},
	{Name: "class-label", Field: func(c *Config) any { return &c.Class },
		Kind: Choice, Default: "all", Scope: Sampling, Options: classes(),
		Label: label("Class", "类别"), Help: label("What a network that learned with labels is asked for: each class in turn, one of them, or any picture.", "向带标签训练的网络索取的内容：各类轮流、指定一类，或不指定。")},
	{Name: "guidance", Field: func(c *Config) any { return &c.Guidance }, Zero: Never,
		Kind: Float, Min: 0, Max: 8, Default: "0", Scope: Sampling,
		Label: label("Guidance ω", "引导强度 ω"), Help: label("Classifier-free: particles follow (1 + ω) s(x, σ, class) − ω s(x, σ). 0 is the score of the class; more shows the class more clearly, with less variety.", "无分类器引导：粒子跟随 (1 + ω) s(x, σ, 类别) − ω s(x, σ)。0 即该类的分数；ω 越大，类别越鲜明，变化越少。")},
	{Name: "likelihood", Field: func(c *Config) any { return &c.Likelihood },
		Kind: Choice, Default: "off", Scope: View, Options: []Option{
			{"off", label("off", "关")}, {"sample", label("of the picked sample", "选中的样本")}, {"painted", label("of what is painted", "所画的图像")}},
		Label: label("Most likely class", "最可能的类别"), Help: label("How likely a picture is to be of each class, all as likely beforehand: by the likelihoods that the probability flow gives with the score of each class, of a network that is told classes. What is not painted counts as paper.", "一幅图像属于各类的概率（先验均匀）：由带标签训练的网络按各类分数的概率流给出似然。未画处视为纸。")},
	{Name: "painted", Field: func(c *Config) any { return &c.Painted },
		Kind: Text, Scope: Sampling,
		Label: label("Painted", "已画"), Help: label("What of a picture is known, for samples that complete it: a letter for each pixel, row by row, x for ink, o for paper and u for unknown; a pen on the picked sample writes it. Annealed Langevin draws the rest given what is known; reverse SDEs and flows only about so, for they take the known part with noise for the known part.", "图像的已知部分，由样本补全：逐行每像素一个字母，x 为墨，o 为纸，u 为未知；在选中的样本上用笔画出。退火朗之万动力学在给定已知部分时抽取其余部分；反向 SDE 与概率流 ODE 以加噪的已知部分代替已知部分，只是近似。")},
	{Name: "bandwidth", Field: func(c *Config) any { return &c.Bandwidth },
		Kind: Float, Min: 0, Max: 10, Default: "0", Scope: Live,
		Label: label("Bandwidth h", "带宽 h"), Help: label("How wide the kernel on each of your points is; 0 lets the data choose.", "每个数据点上核的宽度；0 表示由数据决定。")},
	{Name: "score", Field: func(c *Config) any { return &c.Score },
		Kind: Choice, Default: "exact", Scope: Sampling, Options: []Option{
			{"exact", label("exact", "精确")}, {"learned", label("learned", "学得")}},
		Label: label("Score", "分数函数"), Help: label("Which score drives the particles.", "驱动粒子的分数函数。")},
	{Name: "sigma", Field: func(c *Config) any { return &c.Sigma },
		Kind: Float, Min: 0, Max: 50, Default: "0", Scope: Live,
		Label: label("Noise level σ", "噪声水平 σ"), Help: label("The density is convolved with N(0, σ²I).", "密度与 N(0, σ²I) 作卷积。")},

	// Sampling.
	{Name: "sampler", Field: func(c *Config) any { return &c.Sampler },
		Kind: Choice, Default: "ula", Scope: Sampling, Options: Samplers,
		Label: label("Sampler", "采样器"), Help: label("How particles move: along the score with noise (Langevin), which may be accepted or refused (Metropolis) or given to velocities (underdamped, Hamiltonian); down a ladder of noise (annealed), with exchanges on it (tempering); or back in time from noise (reverse SDE, probability flow, Karras).", "粒子如何移动：沿分数并加噪声（朗之万动力学），可再作接受–拒绝（Metropolis）或经由速度（欠阻尼、哈密顿）；沿噪声阶梯下降（退火），或在阶梯上交换（并行回火）；或从噪声沿时间反向回到数据（反向 SDE、概率流、Karras）。")},
	{Name: "versus", Field: func(c *Config) any { return &c.Versus },
		Kind: Choice, Default: "none", Scope: Sampling, Options: append([]Option{{"none", label("none", "无")}, {"exact", label("the exact score", "精确分数")}}, Samplers...),
		Label: label("Compare with", "对比"), Help: label("A second sampler on the same noise, or the same one with the exact score.", "使用同一噪声的第二个采样器，或同一采样器配精确分数。")},
	{Name: "particles", Field: func(c *Config) any { return &c.Particles },
		Kind: Int, Min: 1, Max: 1_000_000, Default: "20000", Log: true, Scope: Sampling,
		Label: label("Particles", "粒子数"), Help: label("How many particles move.", "移动的粒子数量。")},
	{Name: "auto-epsilon", Field: func(c *Config) any { return &c.AutoEpsilon },
		Kind: Switch, Default: "on", Scope: Live,
		Label: label("Automatic ε", "自动步长 ε"), Help: label("ε is a 40th of the least ε at which the sampler's steps diverge on this density, or with a Metropolis correction a quarter of its proposal's, rounded to two digits.", "ε 取采样器在该分布上开始发散的步长的四十分之一；带 Metropolis 校正时取其提议步长极限的四分之一。保留两位有效数字。")},
	{Name: "epsilon", Field: func(c *Config) any { return &c.Epsilon }, Auto: "auto-epsilon",
		Kind: Float, Min: 1e-7, Max: 10, Default: "0.05", Log: true, Scope: Live,
		Label: label("Step size ε", "步长 ε"), Help: label("How far a step goes: x ← x + ε s(x) + √(2ε) z. Papers that write α/2 have α = 2ε.", "一步的大小：x ← x + ε s(x) + √(2ε) z。写作 α/2 的论文中 α = 2ε。")},
	{Name: "versus-epsilon", Field: func(c *Config) any { return &c.VersusEpsilon },
		Kind: Float, Min: 0, Max: 10, Default: "0", Scope: Live,
		Label: label("Second ε", "第二步长 ε"), Help: label("Step size of the second sampler; 0 is the first one's.", "第二个采样器的步长；0 表示与第一个相同。")},
	{Name: "noise", Field: func(c *Config) any { return &c.Noise },
		Kind: Switch, Default: "on", Scope: Live,
		Label: label("Noise", "噪声项"), Help: label("Adds the random part of every step; without it the drift alone collapses to the modes.", "每一步的随机部分；关闭后只剩漂移，粒子会塌缩到模态处。")},
	{Name: "adapt", Field: func(c *Config) any { return &c.Adapt }, Of: []string{"mala"},
		Kind: Switch, Default: "off", Scope: Sampling,
		Label: label("Adapt ε", "自适应 ε"), Help: label("In its first 200 steps each MALA chain finds the ε at which 57.4% of its moves are accepted, the best in many dimensions, by dual averaging; ε is where it begins.", "每条 MALA 链在前 200 步用对偶平均寻找接受率为 57.4%（高维最优）的 ε；所设 ε 为初值。")},
	{Name: "leaps", Field: func(c *Config) any { return &c.Leaps }, Of: []string{"hmc"},
		Kind: Int, Min: 1, Max: 100, Default: "10", Log: true, Scope: Live,
		Label: label("Leapfrog steps", "蛙跳步数"), Help: label("How many leapfrog steps lead to a proposal of Hamiltonian Monte Carlo, v ← v + ½h s(x), x ← x + h v, v ← v + ½h s(x) each; h = √(2ε) is adapted in the first 200 steps to 65% acceptance.", "哈密顿蒙特卡洛每次提议的蛙跳步数，每步 v ← v + ½h s(x)，x ← x + h v，v ← v + ½h s(x)；前 200 步把 h = √(2ε) 调整到 65% 的接受率。")},
	{Name: "friction", Field: func(c *Config) any { return &c.Friction }, Of: []string{"underdamped"},
		Kind: Float, Min: 0.01, Max: 100, Default: "1", Log: true, Scope: Live,
		Label: label("Friction γ", "摩擦 γ"), Help: label("How strongly the underdamped sampler brakes: with a large γ velocities are forgotten at once, and particles move as in Langevin dynamics.", "欠阻尼采样器的摩擦系数：γ 大时速度立即被遗忘，运动近于朗之万动力学。")},
	{Name: "start-law", Field: func(c *Config) any { return &c.StartLaw },
		Kind: Choice, Default: "uniform", Scope: Sampling, Options: []Option{
			{"uniform", label("uniform box", "均匀方框")}, {"normal", label("normal", "正态")}, {"data", label("draws of the target", "目标样本")}},
		Label: label("Start", "起点"), Help: label("From which law the first places of particles are drawn.", "粒子初始位置所取的分布。")},
	{Name: "start-width", Field: func(c *Config) any { return &c.StartWidth },
		Kind: Float, Min: 0.01, Max: 1000, Default: "8", Log: true, Scope: Sampling,
		Label: label("Start width", "起点宽度"), Help: label("How wide the start is: half the side of the box, or the standard deviation of the normal.", "起点的宽度：方框的半边长，或正态分布的标准差。")},
	{Name: "sigma-min", Field: func(c *Config) any { return &c.SigmaMin },
		Kind: Float, Min: 0.001, Max: 50, Default: "1", Log: true, Scope: Sampling,
		Label: label("Smallest σ", "最小 σ"), Help: label("Where the ladder of noise levels ends.", "噪声阶梯的终点。")},
	{Name: "sigma-max", Field: func(c *Config) any { return &c.SigmaMax },
		Kind: Float, Min: 0.001, Max: 100, Default: "20", Log: true, Scope: Sampling,
		Label: label("Largest σ", "最大 σ"), Help: label("Where the ladder begins; about the largest distance between data points.", "噪声阶梯的起点；约为数据点间最大距离。")},
	{Name: "levels", Field: func(c *Config) any { return &c.Levels },
		Kind: Int, Min: 1, Max: 1000, Default: "10", Log: true, Scope: Sampling,
		Label: label("Levels L", "层数 L"), Help: label("How many noise levels the ladder has, in geometric progression.", "阶梯的层数，按几何级数排列。")},
	{Name: "steps-per-level", Field: func(c *Config) any { return &c.StepsPerLevel },
		Kind: Int, Min: 1, Max: 10000, Default: "100", Log: true, Scope: Sampling,
		Label: label("Steps per level T", "每层步数 T"), Help: label("How many Langevin steps are taken at each noise level.", "每个噪声水平上的朗之万步数。")},
	{Name: "denoise", Field: func(c *Config) any { return &c.Denoise },
		Kind: Switch, Default: "off", Scope: Sampling,
		Label: label("Final denoising", "最终去噪"), Help: label("Ends with one more step x + σ²s(x), without noise.", "最后一步 x + σ²s(x)，不加噪声。")},
	{Name: "schedule", Field: func(c *Config) any { return &c.Schedule },
		Kind: Choice, Default: "ve", Scope: Sampling, Options: []Option{
			{"ve", label("variance exploding", "方差爆炸 VE")}, {"vp", label("variance preserving", "方差保持 VP")}, {"sub-vp", label("sub-variance preserving", "亚方差保持 sub-VP")}},
		Label: label("Process", "过程"), Help: label("How data are noised over time, x_t = α x + σ z: α = 1 (VE), σ² = 1 − α² (VP) or σ = 1 − α² (sub-VP).", "数据随时间加噪的方式，x_t = α x + σ z：α = 1（VE）、σ² = 1 − α²（VP）或 σ = 1 − α²（sub-VP）。")},
	{Name: "predictor", Field: func(c *Config) any { return &c.Predictor }, Of: []string{"sde", "corrector"},
		Kind: Choice, Default: "euler", Scope: Sampling, Options: []Option{
			{"euler", label("Euler–Maruyama", "Euler–Maruyama")}, {"reverse-diffusion", label("reverse diffusion", "反向扩散")}, {"ancestral", label("ancestral", "祖先采样")}},
		Label: label("Predictor", "预测子"), Help: label("How a step of the reverse SDE goes from t to the next time: x + (g² s − f x) h + g √h z, the same with the forward steps' own discretisation, or a draw of the reversed chain.", "反向 SDE 从 t 到下一时刻的一步：x + (g² s − f x) h + g √h z，前向步自身的离散化，或从反向链抽样。")},
	{Name: "rho", Field: func(c *Config) any { return &c.Rho }, Of: []string{"karras"},
		Kind: Float, Min: 1, Max: 20, Default: "7", Scope: Sampling,
		Label: label("Spacing ρ", "间距 ρ"), Help: label("Karras's noise levels are evenly spaced in σ^(1/ρ): ρ = 1 in σ itself, a large ρ nearly in log σ.", "Karras 采样器的噪声水平在 σ^(1/ρ) 上等距：ρ = 1 即对 σ 等距，ρ 大则近于对 log σ 等距。")},
	{Name: "churn", Field: func(c *Config) any { return &c.Churn }, Zero: Never, Of: []string{"karras"},
		Kind: Float, Min: 0, Max: 200, Default: "0", Scope: Sampling,
		Label: label("Churn", "扰动量 S_churn"), Help: label("Before each step Karras's sampler raises σ by noise to σ (1 + min(churn/steps, √2 − 1)); 0 is the flow alone.", "Karras 采样器每步前加噪把 σ 提高到 σ (1 + min(S_churn/步数, √2 − 1))；0 即只有概率流。")},
	{Name: "solver-steps", Field: func(c *Config) any { return &c.SolverSteps },
		Kind: Int, Min: 1, Max: 10000, Default: "200", Log: true, Scope: Sampling,
		Label: label("Solver steps", "求解步数"), Help: label("How many steps lead from t = 1 to t = 0.", "从 t = 1 到 t = 0 的步数。")},

	// Training.
	{Name: "objective", Field: func(c *Config) any { return &c.Objective },
		Kind: Choice, Default: "sliced-vr", Scope: Training, Options: Objectives,
		Label: label("Objective", "目标函数"), Help: label("The loss that the network minimises. Explicit knows the true score; implicit takes the trace of the Jacobian in its place; sliced looks at a random direction at a time, variance-reduced with the exact norm of the score; denoising undoes noise of one level, the noise ladder that of many.", "网络最小化的损失。显式：已知真实分数；隐式：以雅可比矩阵的迹代替；切片：每次只看一个随机方向，降方差：其中分数的范数取精确值；去噪：还原一个水平的噪声；噪声阶梯：还原多个水平的噪声。")},
	{Name: "noise-levels", Field: func(c *Config) any { return &c.NoiseLevels }, Of: []string{"ladder"},
		Kind: Choice, Default: "ladder", Scope: Training, Options: []Option{
			{"ladder", label("ladder", "阶梯")}, {"log-uniform", label("log-uniform", "对数均匀")}, {"log-normal", label("log-normal", "对数正态")}},
		Label: label("σ in training", "训练中的 σ"), Help: label("What noise levels the noise ladder is learned at: its own, any between its ends, or normal in log σ with the ends two deviations from the middle.", "学习噪声阶梯时的噪声水平：阶梯本身、两端之间任意值，或 log σ 服从正态分布（两端各距中心两个标准差）。")},
	{Name: "weighting", Field: func(c *Config) any { return &c.Weighting }, Of: []string{"ladder"},
		Kind: Choice, Default: "variance", Scope: Training, Options: []Option{
			{"variance", label("λ = σ²", "λ = σ²")}, {"edm", label("EDM, λ = σ²(σ² + σ_d²)/σ_d²", "EDM，λ = σ²(σ² + σ_d²)/σ_d²")}},
		Label: label("Weighting", "权重"), Help: label("How much each noise level counts in the loss; σ_d is the data's standard deviation.", "损失中各噪声水平的权重；σ_d 为数据的标准差。")},
	{Name: "race", Field: func(c *Config) any { return &c.Race },
		Kind: Switch, Default: "off", Scope: Training,
		Label: label("Race", "竞赛"), Help: label("Train every objective on the same seed, start and batches.", "以相同的种子、初值和批次训练所有目标函数。")},
	{Name: "projection", Field: func(c *Config) any { return &c.Projection },
		Kind: Choice, Default: "gaussian", Scope: Training, Options: []Option{
			{"gaussian", label("Gaussian", "高斯")}, {"rademacher", label("Rademacher", "拉德马赫")}, {"sphere", label("sphere", "球面")}},
		Label: label("Projections", "投影分布"), Help: label("From which law the sliced objectives draw their directions v.", "切片目标中方向 v 的分布。")},
	{Name: "projections", Field: func(c *Config) any { return &c.Projections },
		Kind: Int, Min: 1, Max: 64, Default: "1", Log: true, Scope: Training,
		Label: label("Directions per point", "每点方向数"), Help: label("How many random directions the sliced objectives average at each point.", "切片目标中取平均的方向数。")},
	{Name: "training-sigma", Field: func(c *Config) any { return &c.TrainingSigma },
		Kind: Float, Min: 0.001, Max: 50, Default: "0.5", Log: true, Scope: Training,
		Label: label("Training σ", "训练 σ"), Help: label("How much noise the denoising objective adds, which the network learns to undo: its standard deviation.", "去噪目标所加噪声的标准差，网络学习还原它。")},
	{Name: "model", Field: func(c *Config) any { return &c.Model },
		Kind: Choice, Default: "vector", Scope: Training, Options: []Option{
			{"vector", label("vector field", "向量场")}, {"residual", label("vector field, residual", "向量场（残差）")}, {"energy", label("energy, s = −∇f", "能量 s = −∇f")}},
		Label: label("Network", "网络"), Help: label("What the network gives: a vector field, the same by blocks of two layers that add to what enters them, or a scalar whose negative gradient is the score.", "直接输出向量场，或由两层一块、输出加到输入上的残差网络输出，或标量能量的负梯度。")},
	{Name: "units", Field: func(c *Config) any { return &c.Units },
		Kind: Int, Min: 4, Max: 256, Default: "128", Log: true, Scope: Training,
		Label: label("Units per layer", "每层单元"), Help: label("How many units each hidden layer has.", "每个隐藏层的单元数。")},
	{Name: "hidden-layers", Field: func(c *Config) any { return &c.HiddenLayers },
		Kind: Int, Min: 1, Max: 6, Default: "2", Scope: Training,
		Label: label("Hidden layers", "隐藏层数"), Help: label("How many hidden layers the network has; a residual one has a layer, and blocks of two for the others.", "网络的隐藏层数；残差网络为一层加若干两层的块。")},
	{Name: "activation", Field: func(c *Config) any { return &c.Activation },
		Kind: Choice, Default: "auto", Scope: Training, Options: []Option{
			{"auto", label("automatic", "自动")},
			{"softplus", label("softplus", "softplus")}, {"silu", label("SiLU", "SiLU")}, {"tanh", label("tanh", "tanh")}},
		Label: label("Activation", "激活函数"), Help: label("The function between the layers; automatic is SiLU for the noise ladder, else softplus.", "层间的非线性；自动：噪声阶梯用 SiLU，其余用 softplus。")},
	{Name: "rate", Field: func(c *Config) any { return &c.Rate },
		Kind: Float, Min: 1e-6, Max: 1, Default: "0.001", Log: true, Scope: Training,
		Label: label("Learning rate", "学习率"), Help: label("How far Adam moves the weights in a step: less learns slowly, more does not settle.", "Adam 每步移动权重的幅度：过小则学得慢，过大则不收敛。")},
	{Name: "rate-steps", Field: func(c *Config) any { return &c.RateSteps }, Zero: Never,
		Kind: Int, Min: 0, Max: 100_000, Default: "0", Scope: Training,
		Label: label("Rate falls in", "学习率衰减步数"), Help: label("Steps in which the learning rate falls to 0 along half a cosine, after a short rise; 0 keeps it.", "学习率短暂上升后按半个余弦降到 0 的步数；0 表示保持不变。")},
	{Name: "batch", Field: func(c *Config) any { return &c.Batch },
		Kind: Int, Min: 1, Max: 8192, Default: "128", Log: true, Scope: Training,
		Label: label("Batch", "批大小"), Help: label("How many points each training step learns from.", "每个训练步所用的样本数。")},
	{Name: "averaging", Field: func(c *Config) any { return &c.Averaging }, Zero: Never,
		Kind: Float, Min: 0, Max: 0.9999, Default: "0", Scope: Training,
		Label: label("Weight averaging", "权重平均"), Help: label("How slowly the moving average of the weights forgets earlier ones; 0 takes no average.", "权重滑动平均的衰减系数，越接近 1 遗忘越慢；0 表示不平均。")},
	{Name: "dataset", Field: func(c *Config) any { return &c.Dataset }, Zero: Never,
		Kind: Int, Min: 0, Max: 1_000_000, Default: "0", Scope: Training,
		Label: label("Data points", "数据点数"), Help: label("How many points there are to learn from; 0 draws fresh ones for every batch.", "可供学习的数据点数；0 表示每批都取新样本。")},
	{Name: "closed-form", Field: func(c *Config) any { return &c.ClosedForm },
		Kind: Choice, Default: "none", Scope: View, Options: []Option{
			{"none", label("none", "无")}, {"gaussian", label("Gaussian", "高斯")}, {"quartic", label("exp of a quartic", "四次指数族")}, {"kernel", label("kernels", "核展开")}},
		Label: label("Closed form", "闭式解"), Help: label("A family whose loss is quadratic in its parameters: score matching on the first 1,000 points solves linear equations, with nothing to train, beside the network.", "损失对参数为二次的分布族：在前 1000 个样本点上，分数匹配只需解线性方程组，无需训练；与网络对照。")},
	{Name: "train-first", Field: func(c *Config) any { return &c.TrainFirst },
		Kind: Int, Min: 0, Max: 100_000, Default: "0", Scope: Sampling,
		Label: label("Learn first", "先学习步数"), Help: label("How many training steps come before the particles start, in the scene where both go on together.", "在学习与采样同时进行的场景中，粒子出发前的训练步数。")},
	{Name: "target-steps", Field: func(c *Config) any { return &c.TargetSteps }, Zero: Never,
		Kind: Int, Min: 0, Max: 1_000_000, Default: "0", Scope: View,
		Label: label("Stop at step", "停止步"), Help: label("Run to this step and stop; 0 never stops.", "运行到该步后停止；0 表示不停止。")},

	// The picture.
	{Name: "speed", Field: func(c *Config) any { return &c.Speed },
		Kind: Float, Min: 0.01, Max: 1000, Default: "1", Log: true, Unit: "steps/frame", Scope: View,
		Label: label("Speed", "速度"), Help: label("How many steps each frame takes; below 1 is slow motion.", "每帧步数；小于 1 为慢动作。")},
	{Name: "heat", Field: func(c *Config) any { return &c.Heat },
		Kind: Choice, Default: "density", Scope: View, Options: []Option{
			{"off", label("off", "关")}, {"density", label("density", "密度")}, {"log", label("log density", "对数密度")}, {"learned", label("learned log density", "学得的对数密度")}, {"curl", label("curl of the learned score", "学得分数的旋度")}},
		Label: label("Heat map", "热图"), Help: label("The target as colour; or what a network has learned: the log density whose gradient fits its score best over the view, by least squares, and the curl, which no density's score has and by which line integrals of the score depend on their path.", "以颜色显示目标密度；或网络所学：在视野内按最小二乘使梯度最接近其分数的对数密度，以及旋度——任何密度的分数都没有旋度，它使分数的线积分依赖于路径。")},
	{Name: "contours", Field: func(c *Config) any { return &c.Contours },
		Kind: Switch, Default: "on", Scope: View,
		Label: label("Contours", "等高线"), Help: label("Lines that enclose 10, 30, 50, 70, 90 and 99% of the mass.", "包含 10、30、50、70、90、99% 质量的等高线。")},
	{Name: "arrows", Field: func(c *Config) any { return &c.Arrows },
		Kind: Choice, Default: "off", Scope: View, Options: []Option{
			{"off", label("off", "关")}, {"true", label("true score", "真实分数")}, {"learned", label("learned score", "学得分数")}, {"difference", label("difference", "差")}, {"mean", label("to E[x₀|x]", "指向 E[x₀|x]")}},
		Label: label("Arrows", "箭头"), Help: label("The score on a grid, lengths compressed; or in full length the way of an optimal denoiser, from x to the mean E[x₀|x] = x + σ² s(x) of what x may have been before the noise.", "网格上的分数，长度经压缩；或按真实长度画出最优去噪器的走向：从 x 到加噪前数据的均值 E[x₀|x] = x + σ² s(x)。")},
	{Name: "flow", Field: func(c *Config) any { return &c.Flow },
		Kind: Switch, Default: "off", Scope: View,
		Label: label("Flow lines", "流线"), Help: label("Streaks that follow the drift.", "沿漂移方向的流线。")},
	{Name: "trails", Field: func(c *Config) any { return &c.Trails },
		Kind: Switch, Default: "on", Scope: View,
		Label: label("Trails", "尾迹"), Help: label("Short trails that fade to nothing.", "逐渐消失的短尾迹。")},
	{Name: "colour", Field: func(c *Config) any { return &c.Colour },
		Kind: Choice, Default: "plain", Scope: View, Options: []Option{
			{"plain", label("plain", "单色")}, {"mode", label("by mode", "按模态")}, {"speed", label("by speed", "按速度")}, {"chain", label("by chain", "按链")}, {"age", label("by age", "按停留时间")}},
		Label: label("Colour", "着色"), Help: label("What a particle's colour says, where there are 10,000 at most; age is how many steps it has been seen to stay in its mode.", "粒子颜色的含义（粒子至多 10,000 个时才着色）；停留时间是选择此着色以来粒子留在当前模态中的步数。")},
	{Name: "dissect", Field: func(c *Config) any { return &c.Dissect }, Zero: Never,
		Kind: Int, Min: 0, Max: 1_000_000, Default: "0", Scope: View,
		Label: label("Take apart", "拆解"), Help: label("The particle whose last step is shown as drift and noise, or of pictures the sample whose way from noise is shown; 0 is none, and a press on one picks it.", "显示其最近一步的漂移与噪声的粒子编号，对图像则为显示其浮现过程的样本编号；0 表示无，点按即选中。")},
	{Name: "point-x", Field: func(c *Config) any { return &c.PointX },
		Kind: Float, Min: -1000, Max: 1000, Default: "0", Scope: View,
		Label: label("Point x", "所选点 x"), Help: label("Where along x the place is whose directional derivatives are shown; a click in the picture chooses it.", "方向导数取自该点；在图中点击即可选取。")},
	{Name: "point-y", Field: func(c *Config) any { return &c.PointY },
		Kind: Float, Min: -1000, Max: 1000, Default: "0", Scope: View,
		Label: label("Point y", "所选点 y"), Help: label("Where along y the place is whose directional derivatives are shown; a click in the picture chooses it.", "方向导数取自该点；在图中点击即可选取。")},
	{Name: "marginals", Field: func(c *Config) any { return &c.Marginals },
		Kind: Switch, Default: "off", Scope: View,
		Label: label("Marginals", "边缘分布"), Help: label("Histograms of the particles with the true marginals.", "粒子直方图与真实边缘分布。")},
	{Name: "diagnostics", Field: func(c *Config) any { return &c.Diagnostics },
		Kind: Switch, Default: "off", Scope: View,
		Label: label("Diagnostics", "诊断"), Help: label("Examines the particles as chains, every so many steps: accepted moves beside the share at which the sampler mixes fastest, R̂, effective draws per 1,000 steps, and the kernel Stein discrepancy beside what exact draws rarely exceed.", "把粒子视为链，每隔若干步给出：接受率与最优接受率、R̂、每千步有效样本数，以及核 Stein 差异与精确样本通常的上限。")},
	{Name: "nearest", Field: func(c *Config) any { return &c.Nearest },
		Kind: Switch, Default: "on", Scope: View,
		Label: label("Nearest points", "最近点"), Help: label("Shows, where particles follow a network that has learned your points, lines from some of them, and from points that were held out, to the nearest point that was learned. As long as these it generalises; much shorter it has learned the points by heart.", "粒子由在你的数据上训练的网络驱动时：从部分粒子和部分留出点各连一条线到最近的训练点。两者长度相当说明网络能泛化；粒子的线短得多说明网络只是背下了数据点。")},
	{Name: "training-axis", Field: func(c *Config) any { return &c.TrainingAxis },
		Kind: Choice, Default: "step", Scope: View, Options: []Option{
			{"step", label("steps", "步数")}, {"ms", label("milliseconds", "毫秒")}},
		Label: label("Training axis", "训练横轴"), Help: label("What curves of training are drawn over: steps, or the time that each network's own steps have taken.", "训练曲线的横轴：步数，或各网络自身训练所用的时间。")},
	{Name: "half-width", Field: func(c *Config) any { return &c.HalfWidth },
		Kind: Float, Min: 0.1, Max: 1000, Default: "8", Log: true, Scope: View,
		Label: label("View", "视野"), Help: label("How much is seen: half the height of the view.", "画面所见的范围：视野高度的一半。")},
	{Name: "centre-x", Field: func(c *Config) any { return &c.CentreX },
		Kind: Float, Min: -1000, Max: 1000, Default: "0", Scope: View,
		Label: label("Centre x", "中心 x"), Help: label("Where the middle of the view is along x.", "视野中心的横坐标。")},
	{Name: "centre-y", Field: func(c *Config) any { return &c.CentreY },
		Kind: Float, Min: -1000, Max: 1000, Default: "0", Scope: View,
		Label: label("Centre y", "中心 y"), Help: label("Where the middle of the view is along y.", "视野中心的纵坐标。")},
}

// The classes that a network may be asked for, by their names.
const (
	digitClasses  = "0123456789"
	letterClasses = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

func classes() []Option {
	list := []Option{{"all", label("each in turn", "各类轮流")}, {"none", label("any", "不指定")}}
	for _, c := range digitClasses + letterClasses {
		list = append(list, Option{string(c), label(string(c), string(c))})
	}
	return list
}

// Scenes are the figures, as options of the parameter of that name.
var Scenes = sceneOptions()

func sceneOptions() []Option {
	list := make([]Option, len(scene.All))
	for i, s := range scene.All {
		list[i] = Option{s.Name, s.Label}
	}
	return list
}

// Densities are the targets; lab's tests hold them to what sim/density offers.
// "mixture" and "data" come from the reader.
var Densities = []Option{
	{"toy", label("two modes (0.2, 0.8)", "双峰（0.2、0.8）")},
	{"three-modes", label("three modes", "三峰")},
	{"eight-gaussians", label("eight Gaussians", "八个高斯")},
	{"grid", label("grid of Gaussians", "高斯网格")},
	{"gaussian", label("one Gaussian", "单个高斯")},
	{"square", label("square", "方形")},
	{"checkerboard", label("checkerboard", "棋盘")},
	{"ring", label("ring", "圆环")},
	{"rings", label("rings", "同心圆环")},
	{"two-moons", label("two moons", "双月")},
	{"pinwheel", label("pinwheel", "风车")},
	{"swiss-roll", label("Swiss roll", "瑞士卷")},
	{"spirals", label("spirals", "螺旋")},
	{"banana", label("banana", "香蕉")},
	{"funnel", label("funnel", "漏斗")},
	{"squiggle", label("squiggle", "波浪线")},
	{"smiley", label("smiley", "笑脸")},
	{"heart", label("heart", "心形")},
	{"truncated", label("Gaussian cut at a boundary", "边界截断的高斯")},
	{"mixture", label("own mixture", "自定混合")},
	{"data", label("own data", "自有数据")},
}

// Samplers move particles.
var Samplers = []Option{
	{"ula", label("Langevin", "朗之万动力学")},
	{"mala", label("adjusted Langevin (MALA)", "朗之万算法（Metropolis 校正）")},
	{"underdamped", label("underdamped Langevin", "欠阻尼朗之万动力学")},
	{"annealed", label("annealed Langevin", "退火朗之万动力学")},
	{"corrector", label("predictor–corrector", "预测–校正")},
	{"sde", label("reverse SDE", "反向 SDE")},
	{"ode-euler", label("flow ODE, Euler", "概率流 ODE（Euler）")},
	{"ode-heun", label("flow ODE, Heun", "概率流 ODE（Heun）")},
	{"karras", label("Karras, Heun with churn", "Karras（Heun 与扰动）")},
	{"hmc", label("Hamiltonian Monte Carlo", "哈密顿蒙特卡洛")},
	{"tempering", label("parallel tempering", "并行回火")},
}

// Objectives are the losses.
var Objectives = []Option{
	{"explicit", label("explicit", "显式")},
	{"implicit", label("implicit", "隐式")},
	{"sliced", label("sliced", "切片")},
	{"sliced-vr", label("sliced, variance-reduced", "切片（降方差）")},
	{"denoising", label("denoising", "去噪")},
	{"ladder", label("noise ladder", "噪声阶梯")},
}
