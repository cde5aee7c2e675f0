package main

import "github.com/scorefield/scorefield/render"

// chinese are the words on a picture in simplified Chinese. What is not here, as
// letters of formulas, is the same in both languages.
var chinese = map[string]string{
	"log p and its score": "log p 与分数", "learned over true": "学到的与真实的分数", "loss": "损失", "loss above its optimum": "高出最优值的损失",
	"Fisher divergence to the truth": "与真实分数的 Fisher 散度", "Fisher divergence": "Fisher 散度", "data and true score": "数据与真实分数",
	"learned score": "学到的分数", "error": "误差", "p convolved with N(0, σ²)": "p 与 N(0, σ²) 的卷积", "the ladder": "噪声阶梯",
	"plain Langevin": "普通朗之万动力学", "annealed Langevin": "退火朗之万动力学", "plain": "普通", "annealed": "退火",
	"share of the heavy mode": "权重较大的模态的占比", "reverse SDE": "反向 SDE", "flow ODE": "概率流 ODE",
	"explicit - implicit": "显式 − 隐式", "v'Jv over many v": "多个 v 的 vᵀJv", "pick a point": "选一点",
	"data density": "数据密度", "data scores": "数据分数", "estimated scores": "估计的分数",
	"step": "步", "ms of training": "训练毫秒", "optimum": "最优", "loss - optimum": "损失 − 最优", "value": "值",
	"explicit": "显式", "implicit": "隐式", "difference": "差", "directions": "方向数", "mean of v'Jv": "vᵀJv 的均值", "trace": "迹",
	"true": "真实", "learned": "学到", "share": "占比", "diverged: frozen at its last finite state": "已发散：停在最后的有限状态",
	"sliced": "切片", "sliced-vr": "切片（降方差）", "denoising": "去噪", "ladder": "噪声阶梯", "exact": "精确",
	"gaussian": "高斯", "rademacher": "Rademacher", "sphere": "球面",
}

// in is a text of the picture in the language of the page.
func (ctl *Controller) in(text string) string {
	if ctl.Lang == "zh" {
		if word, ok := chinese[text]; ok {
			return word
		}
	}
	return text
}

// words are what render says by itself.
func (ctl *Controller) words() render.Words {
	if ctl.Lang == "zh" {
		return render.Chinese
	}
	return render.Words{}
}

// translate puts the texts of a frame into the language of the page. It is the
// last thing that is done to a frame, so that nothing else needs to know.
func (b *FrameBuilder) translate(ctl *Controller) {
	f := &b.frame
	f.Words = ctl.words()
	if ctl.Lang != "zh" {
		return
	}
	for i := range f.Panels {
		p := &f.Panels[i]
		p.Title, p.Note = ctl.in(p.Title), ctl.in(p.Note)
		for k := range p.Gauges {
			p.Gauges[k].Name = ctl.in(p.Gauges[k].Name)
		}
		for k := range p.Legend {
			p.Legend[k].Name = ctl.in(p.Legend[k].Name)
		}
		for _, a := range p.Arrows {
			a.Name = ctl.in(a.Name)
		}
		if c := p.Curves; c != nil {
			c.XLabel, c.YLabel = ctl.in(c.XLabel), ctl.in(c.YLabel)
			for k := range c.Series {
				c.Series[k].Name = ctl.in(c.Series[k].Name)
			}
			for k := range c.Levels {
				c.Levels[k].Name = ctl.in(c.Levels[k].Name)
			}
		}
	}
}
