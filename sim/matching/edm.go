package matching

// EDM is the weight of Karras et al. (NeurIPS 2022, arXiv 2206.00364, section 5) for data of
// the given standard deviation σ_d. They weight ½‖D_θ − x₀‖² of the denoiser
// D_θ = x + σ² s_θ by (σ² + σ_d²)/(σ σ_d)², which for the score is
//
//	λ(σ) = σ² (σ² + σ_d²)/σ_d²
//
// On N(0, σ_d² I) the loss of the exact score is then ½ a dimension at every σ.
func EDM(deviation float64) Weight {
	v := float64(deviation * deviation)
	return func(sigma float64) float64 {
		square := float64(sigma * sigma)
		return square * (square + v) / v
	}
}
