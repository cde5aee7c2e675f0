package table

import (
	"slices"
	"strings"
	"unicode"
)

// pairs are the names of coordinates, x first, the surest pairs first. Maps
// have longitude to the right.
var pairs = []struct {
	x, y  []string
	alike bool // both have the same unit
}{
	{[]string{"x"}, []string{"y"}, false},
	{[]string{"longitude", "lon", "long", "lng", "decimallongitude", "longitudee7", "longitudee/w", "longitude°", "longitud", "longitudine", "längengrad", "geolänge", "geolaenge", "geographischelänge", "경도", "经度", "东经", "經度", "経度", "долгота", "довгота", "خطالطول", "طولجغرافیایی", "אורך", "קואורך", "μήκος", "γεωγραφικόμήκος", "boylam", "długość", "dlugosc", "długośćgeograficzna",
		"zeměpisnádélka", "lengtegraad", "longitud", "longitude(x)", "pituusaste", "hosszúság", "longitudine", "lengdegrad", "længdegrad", "kinhđộ", "bujur", "देशांतर", "ลองจิจูด"}, []string{"latitude", "lat", "decimallatitude", "latitudee7", "latituden/s", "latitude°", "latitud", "latitudine", "breitengrad", "geobreite", "geographischebreite", "위도", "纬度", "维度", "北纬", "緯度", "широта", "خطالعرض", "دائرةالعرض", "عرضجغرافیایی", "רוחב", "קורוחב", "πλάτος", "γεωγραφικόπλάτος", "enlem", "szerokość", "szerokosc", "szerokośćgeograficzna",
		"zeměpisnášířka", "breedtegraad", "latitud", "leveysaste", "szélesség", "latitudine", "breddegrad", "vĩđộ", "lintang", "अक्षांश", "ละติจูด"}, true},
	{[]string{"easting", "eastings", "e"}, []string{"northing", "northings", "n"}, true},
	{[]string{"xcoord", "xcoordinate", "coordx", "posx", "xpos", "xposition", "positionx", "pointx", "xwgs84", "x坐标", "坐标x", "横坐标", "横"},
		[]string{"ycoord", "ycoordinate", "coordy", "posy", "ypos", "yposition", "positiony", "pointy", "ywgs84", "y坐标", "坐标y", "纵坐标", "纵"}, true},
	{[]string{"ra", "raj2000", "radeg", "raicrs"}, []string{"dec", "decj2000", "dej2000", "decdeg", "de", "deicrs"}, true},
	{[]string{"rechtswert", "rechts", "gkrechts"}, []string{"hochwert", "hoch", "gkhoch"}, true},
	{[]string{"re", "real"}, []string{"im", "imag", "imaginary"}, true},
	{[]string{"px"}, []string{"py"}, true},
	{[]string{"xs"}, []string{"ys"}, false},
	{[]string{"col", "column"}, []string{"row"}, true}, // of a picture or a plate
	{[]string{"coord1"}, []string{"coord2"}, false},
	{[]string{"x1"}, []string{"y1"}, false}, // of two points or several pairs, the first
	{[]string{"x0"}, []string{"y0"}, false},
	{[]string{"umap1", "tsne1", "pc1", "pca1", "dim1", "component1", "x1", "z1"}, []string{"umap2", "tsne2", "pc2", "pca2", "dim2", "component2", "x2", "z2"}, false},
	{[]string{"x0", "umap0", "tsne0", "dim0", "component0"}, []string{"x1", "umap1", "tsne1", "dim1", "component1"}, false},
}

// indexNames number or name the rows.
var indexNames = []string{"", "rownames", "rowname", "row", "rows", "rowid", "rownumber", "rowno", "unnamed0", "index", "idx", "id", "ids", "no", "nr", "num",
	"#", "nummer", "number", "obs", "observation", "observationnumber", "case", "casenumber", "key", "identifier", "uid", "uuid", "guid", "fid", "gid", "pid", "oid", "objectid",
	"pk", "idref", "record", "編號", "序號", "seq", "sequence", "seqno", "serial", "sno", "slno", "recordid", "level0", "序号", "编号", "行号", "序"}

// weightNames are weights wherever they stand; perhapsWeights are where the
// coordinates have names of their own.
var (
	weightNames    = []string{"w", "weights", "sampleweight", "sampleweights", "fnlwgt", "pweight", "fweight", "freq", "frequency", "权重", "频数", "频率"}
	perhapsWeights = []string{"weight", "wt", "count", "counts", "mult", "multiplicity", "n", "gewicht", "häufigkeit", "anzahl", "poids", "effectif", "peso", "frecuencia", "frequenza", "вес", "частота", "重量", "次数", "数量", "个数", "计数"}
)

// plainName is a name in lower case without the unit in brackets behind it, and
// without blanks, dots, dashes and underscores.
func plainName(name string) string {
	if i := strings.IndexAny(name, "([{"); i > 0 {
		name = name[:i]
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '.', '-', '_', ':', '@', '\u00a0', '"', '\'':
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// isMapWord reports a word for latitude or longitude.
func isMapWord(word string) bool {
	return slices.ContainsFunc(mapWords[:], func(pair [2]string) bool { return word == pair[0] || word == pair[1] })
}

// mapWords are the words that tell coordinates of a map apart, y first; planeWords those
// of any plane.
var (
	mapWords   = [...][2]string{{"lat", "lon"}, {"lat", "lng"}, {"lat", "long"}, {"latitude", "longitude"}}
	planeWords = [...][2]string{{"y", "x"}, {"y坐标", "x坐标"}, {"northing", "easting"}, {"v", "u"}}
)

// mapSigns are the words for latitude and longitude that have no blank beside them.
var mapSigns = [...][2]string{{"纬度", "经度"}, {"緯度", "經度"}, {"緯度", "経度"}, {"北纬", "东经"}, {"위도", "경도"}, {"lat", "lon"}, {"lat", "lng"}, {"Lat", "Lon"}, {"Lat", "Lng"}, {"Y坐标", "X坐标"}, {"纵坐标", "横坐标"}}

// nameWords are the words of a name in lower case.
func nameWords(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func among(name string, names []string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// isIndexName reports names such as rownames, Unnamed: 0, sample_id and
// PassengerId.
func isIndexName(name string) bool {
	p := plainName(name)
	if among(p, indexNames) || strings.HasPrefix(p, "unnamed") {
		return true
	}
	for _, end := range []string{"_id", "-id", " id", ".id", "Id", "ID", "_ID", "_index", "_no", " no", "No", "_nr", " nr", "Nr"} {
		if bare := strings.TrimSuffix(name, "."); strings.HasSuffix(bare, end) && len(bare) > len(end) {
			return true
		}
	}
	return false
}

// isIndex reports whether the column's name says that it numbers the rows.
func (c *Column) isIndex() bool { return c.rowNames || c.named && isIndexName(c.Name) }

// isCode reports that the numbers are codes, such as 01001: most are written with
// a 0 before them, or some are and all have as many digits.
func (c *Column) isCode() bool { return c.codes > 0 && 4*c.codes >= len(c.Values)-c.Gaps }

// sparse reports whether more than half of the rows have no number.
func (c *Column) sparse() bool { return 2*(c.Gaps+c.Words) > len(c.Values) }

// hasRole reports whether the column's name is one of coordinates or weights.
func (c *Column) hasRole() bool {
	p := plainName(c.Name)
	for _, pair := range pairs {
		if among(p, pair.x) || among(p, pair.y) {
			return true
		}
	}
	return among(p, weightNames) || among(p, perhapsWeights)
}

// isExpected reports a name that a person gives to a coordinate or a weight, so that it is said
// where the column is not taken; short ones but x and y are names of much else, too.
func (c *Column) isExpected() bool {
	p := plainName(c.Name)
	return c.named && c.hasRole() && (len(p) > 2 || p == "x" || p == "y")
}

// counts reports whether the column numbers the rows: 0, 1, 2, … or 1, 2, 3, …,
// unbroken but for cells without a number, of at least three.
func (c *Column) counts() bool {
	v := c.Values
	if len(v) < 3 || v[0] != 0 && v[0] != 1 {
		return false
	}
	n := 0
	for i, u := range v {
		if u != u {
			continue
		}
		if u != v[0]+float64(i) {
			return false
		}
		n++
	}
	return n >= 3
}

// again reports that one of the first numbers stands there twice, as none does that numbers rows.
func (c *Column) again() bool {
	seen := map[float64]bool{}
	for _, v := range c.Values[:min(len(c.Values), 1000)] {
		if seen[v] {
			return true
		}
		seen[v] = v >= -1<<53 && v <= 1<<53
	}
	return false
}

// within reports whether no value is farther from 0 than most.
func (c *Column) within(most float64) bool {
	return !slices.ContainsFunc(c.Values, func(v float64) bool { return v < -most || v > most })
}

// constant reports whether the column has no two values that differ.
func (c *Column) constant() bool {
	var first float64
	begun := false
	for _, v := range c.Values {
		switch {
		case v != v:
		case !begun:
			first, begun = v, true
		case v != first:
			return false
		}
	}
	return true
}
