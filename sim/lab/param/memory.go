package param

import "strconv"

// What an experiment holds is bounded as a whole, for the same reason as its training: a million
// particles of the plane are little, a million pictures, or a thousand replicas of each, are more
// than a page has. The program's memory ends at 4 GB, and a browser may give less.
const (
	// MostMemory bounds one experiment, in bytes as Memory counts them.
	MostMemory = 1 << 30

	// base is what every experiment has: maps, marginals, yardsticks.
	base = 4_000_000
	// copies is how often a run holds its positions at most: as they are, as they were, where
	// they began, those that are looked at, noise and scores, and what a sampler has beside them.
	// What a run keeps to go back to has a bound of its own.
	copies = 10
	// learned is the same of the points of a finite data set, and recorded of weights, with
	// their gradients, moments and mean. Pictures to learn from are not held.
	learned  = 3
	recorded = 16
)

// Memory is about how many bytes an experiment with the filled settings c takes at most.
func (c *Config) Memory() int {
	const size = 4 // of a number
	points := c.Particles * c.replicas(c.Sampler)
	if c.Versus != "none" {
		points += c.Particles * c.replicas(c.Versus)
	}
	n := copies * c.dim() * points
	if c.Learns() {
		n += learned*c.dim()*c.pointsHeld() + recorded*c.networks()*c.weights()
	}
	return base + size*n
}

// pointsHeld is how many points of a finite data set are.
func (c *Config) pointsHeld() int {
	if c.OfPictures() {
		return 0
	}
	return max(c.Dataset, 0)
}

// replicas is how often a sampler has each particle.
func (c *Config) replicas(sampler string) int {
	if sampler == "tempering" {
		return c.Levels + 1
	}
	return 1
}

// Room returns an *Error where the filled settings c take more than most bytes. It names one that
// a person has just chosen, if there is one, and how many particles there is room for.
func (c *Config) Room(most int, chosen func(name string) bool) error {
	need := c.Memory()
	if need <= most {
		return nil
	}
	few := *c // the most particles, if there are any at all
	few.Particles = 0
	least := few.Memory()
	few.Particles = 1
	each := few.Memory() - least
	fit := max(most-least, 0) / each

	n := strconv.Itoa
	held := label("particles "+n(c.Particles)+", numbers of each "+n(each/(4*copies)), "粒子 "+n(c.Particles)+" 个，每个 "+n(each/(4*copies))+" 个数")
	if c.Learns() && !c.OfPictures() {
		held = label(held.EN+", data points "+n(c.pointsHeld()), held.ZH+"，数据点 "+n(c.pointsHeld())+" 个")
	}
	advice := label("Choose at most "+n(fit)+" particles, or less of the others.", "请至多选 "+n(fit)+" 个粒子，或减小其他各项。")
	if fit == 0 {
		advice = label("Choose less of one of them.", "请减小其中一项。")
	}
	err := c.refuse(label("This takes about "+megabytes(need)+" MB of memory, and there is room for "+megabytes(most)+" MB here: "+held.EN+". "+advice.EN,
		"这约需 "+megabytes(need)+" MB 内存，而此处只有 "+megabytes(max(most, 0))+" MB："+held.ZH+"。"+advice.ZH),
		chosen, "particles", "levels", "dataset", "versus", "sampler", "side", "units", "hidden-layers", "race", "score", "scene").(*Error)
	if err.Field == "particles" && fit > 0 {
		err.Range = "1 … " + n(fit)
	}
	return err
}

func megabytes(n int) string { return strconv.Itoa((max(n, 0) + 999_999) / 1_000_000) }
