// Package matching learns a score from samples: the objectives of score
// matching, what is known about their optimum, and the optimiser.
//
// A loss is a mean over points, carries ½, and is followed by its gradient:
//
//	explicit    ½‖s_θ − s‖²                         Hyvärinen, JMLR 2005
//	implicit    tr ∂s_θ/∂x + ½‖s_θ‖²                ibid.
//	sliced      vᵀ(∂s_θ/∂x)v + ½(vᵀs_θ)²            Song, Garg, Shi, Ermon, UAI 2019 (arXiv 1905.07088)
//	sliced, vr  vᵀ(∂s_θ/∂x)v + ½‖s_θ‖²              ibid., with variance reduction
//	denoising   λ(σ)·½‖s_θ(x + σz, σ) + z/σ‖²       Vincent, Neural Computation 2011;
//	                                                Song, Ermon, NeurIPS 2019 (arXiv 1907.05600)
//
// Objectives draw nothing: directions v and noise z are passed to them as aux,
// noise levels as sigma, so that a loss can be repeated. The draws are functions of a key
// and of a point's number, and [Trainer] ties everything together.
//
// [ClassifierTrainer] teaches a network to tell classes apart, by cross-entropy.
package matching

const badShape = "matching: bad shape"
