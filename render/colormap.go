package render

import "sync"

// ColorMap is a table from [0, 1] to premultiplied colours, interpolated
// linearly. It starts at the page itself: the first entries are transparent, so
// that a figure sits on any page.
type ColorMap [mapSize]Color

const mapSize = 64

// At returns the colour at t, clamped to [0, 1].
func (m *ColorMap) At(t float64) Color {
	x := clamp(t, 0, 1) * (mapSize - 1)
	i := min(int(x), mapSize-2)
	f := float32(x - float64(i))
	var c Color
	for k := range c {
		c[k] = m[i][k] + (m[i+1][k]-m[i][k])*f
	}
	return c
}

// Map returns a theme's colour map, shared; do not modify it.
func Map(t Theme, k MapKind) *ColorMap { return &maps[t%numberThemes][k%numberMaps] }

// stop is a point of a ramp in Oklch, with its opacity.
type stop struct {
	T     float64
	Color oklch
	Alpha float64
}

// ramps: lightness runs one way along every map but SignedMap, where it runs
// one way on each side; TestLightnessIsMonotone holds it, also as colour-blind
// readers see it.
var ramps = [numberThemes][numberMaps][]stop{
	Light: {
		DensityMap: {{0, oklch{0.985, 0.004, 215}, 0}, {0.04, oklch{0.965, 0.014, 212}, 0.9}, {0.2, oklch{0.915, 0.038, 208}, 1},
			{0.45, oklch{0.845, 0.066, 212}, 1}, {0.75, oklch{0.755, 0.088, 226}, 1}, {1, oklch{0.670, 0.105, 240}, 1}},
		ErrorMap: {{0, oklch{0.985, 0.01, 90}, 0}, {0.12, oklch{0.955, 0.035, 88}, 0.9}, {0.4, oklch{0.86, 0.105, 76}, 1},
			{0.65, oklch{0.715, 0.155, 52}, 1}, {0.85, oklch{0.555, 0.165, 30}, 1}, {1, oklch{0.40, 0.125, 12}, 1}},
		SignedMap: {{0, oklch{0.46, 0.125, 255}, 1}, {0.25, oklch{0.72, 0.095, 248}, 1}, {0.47, oklch{0.965, 0.01, 245}, 0.5},
			{0.5, oklch{0.985, 0, 0}, 0}, {0.53, oklch{0.965, 0.01, 60}, 0.5}, {0.75, oklch{0.755, 0.115, 58}, 1}, {1, oklch{0.51, 0.135, 42}, 1}},
		CloudMap: {{0, oklch{0.72, 0.075, 250}, 0}, {0.1, oklch{0.66, 0.085, 252}, 0.32}, {0.4, oklch{0.50, 0.105, 258}, 0.78},
			{0.75, oklch{0.345, 0.095, 264}, 0.96}, {1, oklch{0.22, 0.06, 268}, 1}},
		InkMap: {{0, oklch{0.256, 0.030, 258}, 0}, {1, oklch{0.256, 0.030, 258}, 1}},
	},
	Dark: {
		DensityMap: {{0, oklch{0.17, 0.02, 262}, 0}, {0.04, oklch{0.21, 0.036, 262}, 0.9}, {0.2, oklch{0.27, 0.062, 260}, 1},
			{0.45, oklch{0.345, 0.084, 250}, 1}, {0.75, oklch{0.435, 0.088, 228}, 1}, {1, oklch{0.525, 0.085, 205}, 1}},
		ErrorMap: {{0, oklch{0.2, 0.02, 20}, 0}, {0.12, oklch{0.235, 0.05, 12}, 0.9}, {0.4, oklch{0.365, 0.115, 18}, 1},
			{0.65, oklch{0.535, 0.155, 32}, 1}, {0.85, oklch{0.725, 0.15, 58}, 1}, {1, oklch{0.905, 0.105, 92}, 1}},
		SignedMap: {{0, oklch{0.80, 0.10, 235}, 1}, {0.25, oklch{0.50, 0.105, 248}, 1}, {0.47, oklch{0.21, 0.02, 255}, 0.5},
			{0.5, oklch{0.17, 0, 0}, 0}, {0.53, oklch{0.21, 0.02, 50}, 0.5}, {0.75, oklch{0.52, 0.115, 45}, 1}, {1, oklch{0.82, 0.115, 65}, 1}},
		CloudMap: {{0, oklch{0.42, 0.085, 55}, 0}, {0.1, oklch{0.54, 0.11, 58}, 0.36}, {0.4, oklch{0.74, 0.125, 70}, 0.8},
			{0.75, oklch{0.89, 0.105, 85}, 0.97}, {1, oklch{0.985, 0.03, 95}, 1}},
		InkMap: {{0, oklch{0.927, 0.043, 88}, 0}, {1, oklch{0.927, 0.043, 88}, 1}},
	},
	LightStrong: {
		DensityMap: {{0, oklch{1, 0, 0}, 0}, {0.1, oklch{0.94, 0.02, 230}, 1}, {0.5, oklch{0.76, 0.07, 235}, 1}, {1, oklch{0.54, 0.12, 250}, 1}},
		ErrorMap:   {{0, oklch{1, 0, 0}, 0}, {0.1, oklch{0.95, 0.04, 85}, 1}, {0.5, oklch{0.70, 0.15, 55}, 1}, {1, oklch{0.32, 0.11, 20}, 1}},
		SignedMap:  {{0, oklch{0.34, 0.12, 260}, 1}, {0.5, oklch{1, 0, 0}, 0.1}, {1, oklch{0.42, 0.12, 40}, 1}},
		CloudMap:   {{0, oklch{0.6, 0, 0}, 0}, {0.1, oklch{0.5, 0, 0}, 0.5}, {0.5, oklch{0.25, 0, 0}, 0.95}, {1, oklch{0, 0, 0}, 1}},
		InkMap:     {{0, oklch{0, 0, 0}, 0}, {1, oklch{0, 0, 0}, 1}},
	},
	DarkStrong: {
		DensityMap: {{0, oklch{0, 0, 0}, 0}, {0.1, oklch{0.18, 0.04, 260}, 1}, {0.5, oklch{0.36, 0.10, 255}, 1}, {1, oklch{0.58, 0.12, 230}, 1}},
		ErrorMap:   {{0, oklch{0, 0, 0}, 0}, {0.1, oklch{0.2, 0.05, 15}, 1}, {0.5, oklch{0.55, 0.17, 35}, 1}, {1, oklch{0.97, 0.07, 95}, 1}},
		SignedMap:  {{0, oklch{0.85, 0.10, 230}, 1}, {0.5, oklch{0, 0, 0}, 0.1}, {1, oklch{0.88, 0.12, 75}, 1}},
		CloudMap:   {{0, oklch{0.5, 0.05, 90}, 0}, {0.1, oklch{0.65, 0.1, 90}, 0.5}, {0.5, oklch{0.88, 0.12, 95}, 0.95}, {1, oklch{1, 0, 0}, 1}},
		InkMap:     {{0, oklch{1, 0, 0}, 0}, {1, oklch{1, 0, 0}, 1}},
	},
}

var maps = buildMaps()

func buildMaps() (all [numberThemes][numberMaps]ColorMap) {
	for t := range ramps {
		for k := range ramps[t] {
			all[t][k] = build(ramps[t][k])
		}
	}
	return all
}

// stepped are the maps in steps that somebody has asked for. They are never
// modified: drawers keep copies by their addresses.
var stepped struct {
	sync.Mutex
	maps [numberThemes][numberMaps][MaxSteps + 1]*ColorMap
}

// steppedMap is a theme's map in n equal steps, spread over the whole map: the
// first has its first colour, the last its last. Between two steps the colour
// changes within one 63rd of the map.
func steppedMap(t Theme, k MapKind, n int) *ColorMap {
	t, k = t%numberThemes, k%numberMaps
	stepped.Lock()
	defer stepped.Unlock()
	m := &stepped.maps[t][k][n]
	if *m == nil {
		*m = new(ColorMap)
		for i := range *m {
			step := min(int(float64(i)/(mapSize-1)*float64(n)), n-1)
			(*m)[i] = maps[t][k].At(float64(step) / float64(max(n-1, 1)))
		}
	}
	return *m
}

func build(stops []stop) (m ColorMap) {
	for i := range m {
		s := between(stops, float64(i)/(mapSize-1))
		m[i] = s.Color.color().Alpha(s.Alpha)
	}
	return m
}

// between interpolates lightness, the opponent axes and opacity.
func between(stops []stop, t float64) stop {
	k := 1
	for k < len(stops)-1 && stops[k].T < t {
		k++
	}
	a, b := stops[k-1], stops[k]
	f := (t - a.T) / (b.T - a.T)
	return stop{t, mixOklch(a.Color, b.Color, f), a.Alpha + (b.Alpha-a.Alpha)*f}
}
