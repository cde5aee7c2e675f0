package render

// Role is what a mark stands for; a theme gives it a colour. Roles differ in
// lightness and shape as well as in hue.
type Role uint8

const (
	Ink     Role = iota // particles, text
	Muted               // secondary text, true curves behind others
	Faint               // grid lines
	Truth               // exact score, optimum
	Learned             // model
	Drift               // deterministic part of a step
	Noise               // random part of a step
	Alarm               // error, instability
	Good                // inside its interval
	Cat0                // categories: modes, chains, objectives
	Cat1
	Cat2
	Cat3
	Cat4
	Cat5
	Cat6
	Cat7
	numberRoles = iota
)

// Cat returns the role of category i, cyclic in 8.
func Cat(i int) Role { return Cat0 + Role(uint(i)%8) }
