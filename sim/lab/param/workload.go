package param

import "strconv"

// What is trained in a page is bounded as a whole, since every parameter's own range allows
// what is only too much together with others. One unit is a weight at a point: two
// multiplications and additions forwards, and about twice as many back. A core does some
// 2·10⁹ of them a second in a browser.
const (
	// mostWeights bounds the networks: they are measured when they are made, and drawn
	// with every picture.
	mostWeights = 450_000
	// mostWork bounds a training step, which nothing can interrupt: about a tenth of a
	// second, and in a worker.
	mostWork = 250_000_000
	// mostBefore bounds the training before a scene's first picture.
	mostBefore = 500_000_000
	// HeavyStep is the work from which a step is too long for the time between two pictures.
	HeavyStep = 50_000_000
)

// networks is how many are trained under the filled settings c.
func (c *Config) networks() int {
	switch {
	case !c.Learns():
		return 0
	case c.Race == "on":
		return len(Objectives)
	}
	return 1
}

// dim is the number of coordinates of a point.
func (c *Config) dim() int {
	if !c.OfPictures() {
		return 2
	}
	side, _ := strconv.Atoi(c.Side)
	return side * side
}

// DenseLayers is how many hidden layers a network has: HiddenLayers, but of a residual one a
// layer and then blocks of two.
func (c *Config) DenseLayers() int {
	if c.Model == "residual" {
		return 2*c.HiddenLayers - 1
	}
	return c.HiddenLayers
}

// weights is about how many each network has; those of an energy count twice, for its
// score is a derivative.
func (c *Config) weights() int {
	n := c.Units * (c.Units*(c.DenseLayers()-1) + 2*c.dim() + 2)
	if c.Model == "energy" {
		n *= 2
	}
	return n
}

// StepWork is the work of one training step of all networks under the filled settings c, in
// weights times points; a point counts once for each of its directions, of which the
// implicit loss has one for each coordinate and counts half. It is 0 where nothing learns.
func (c *Config) StepWork() int {
	points := 0
	for _, o := range Objectives {
		if c.Race != "on" && o.Value != c.Objective {
			continue
		}
		directions := 1
		switch o.Value {
		case "sliced", "sliced-vr":
			directions = c.Projections
		case "implicit":
			directions = c.dim() / 2
		}
		points += c.Batch * directions
	}
	return min(c.networks(), 1) * c.weights() * points
}

// workload returns an *Error where the filled settings c ask for more training than a page
// can do.
func (c *Config) workload(chosen func(name string) bool) error {
	work := c.StepWork()
	if c.networks()*c.weights() <= mostWeights && work <= mostWork && work*c.scene().Train <= mostBefore {
		return nil
	}
	n := strconv.Itoa // not fmt: it is 140 KB of the workers' program
	why := label("This is more training than a page can do: networks "+n(c.networks())+", units per layer "+n(c.Units)+", hidden layers "+n(c.HiddenLayers)+
		", points per step "+n(c.Batch)+", directions per point "+n(c.Projections)+". Choose less of one of them.",
		"这样的训练超出网页的能力：网络 "+n(c.networks())+" 个，每层 "+n(c.Units)+" 个单元，隐藏层 "+n(c.HiddenLayers)+
			" 层，每步 "+n(c.Batch)+" 个样本，每点 "+n(c.Projections)+" 个方向。请减小其中一项。")
	return c.refuse(why, chosen, "units", "hidden-layers", "batch", "projections", "race", "model", "objective", "score", "scene")
}
