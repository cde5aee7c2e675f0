package render

// Role is what a mark stands for; a theme gives it a colour. Roles differ in
// lightness and shape as well as in hue.
type Role uint8

const (
	Ink         Role = iota // particles, text
	Muted                   // secondary text, true curves behind others
	Faint                   // grid lines
	Truth                   // exact score, optimum
	Learned                 // model
	Drift                   // deterministic part of a step
	Noise                   // random part of a step
	Alarm                   // error, instability
	Good                    // inside its interval
	Cat0                    // category 0 of modes, chains or objectives
	Cat1                    // category 1
	Cat2                    // category 2
	Cat3                    // category 3
	Cat4                    // category 4
	Cat5                    // category 5
	Cat6                    // category 6
	Cat7                    // category 7
	numberRoles = iota
)

// Cat returns the role of category i, cyclic in 8.
func Cat(i int) Role { return Cat0 + Role(uint(i)%8) }
