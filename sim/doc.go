// Package sim holds the words that every part of Scorefield speaks: batches of
// points, densities, scores, noise schedules and the keys of random streams.
// It computes nothing itself; the rooms below it do, and meet only here.
//
// # Conventions
//
// The score is s(x) = ∇ₓ log p(x). The density p_σ is p convolved with
// N(0, σ²I), and a score "at σ" is the score of p_σ; σ = 0 is p itself.
// A Langevin step is x ← x + ε s(x) + √(2ε) z. Losses carry ½, as in
// ½E‖s_θ − s‖². Destinations come first, are overwritten, and never alias an
// input unless a function says that they may.
package sim
