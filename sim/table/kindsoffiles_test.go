package table

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// A strangeFile is one that a person may have, and what is right of it.
type strangeFile struct {
	kind, text string
	x, y       string // columns that are taken; "" where it is refused
	rows       int
	xy         [][2]float64 // all points
	says       string       // part of the notes, or of the error
}

// strange are files whose numbers, names or rows are easily taken for
// something else, by the kind of the mistake; more of them are misread.
var strange = []strangeFile{
	{"digits: Arabic", "x,y\n١٫٥,٢\n٣,٤\n٥,٩\n", "x", "y", 3, xy(1.5, 2, 3, 4, 5, 9), ""},
	{"digits: Arabic, with thousands", "x;y\n١٬٢٣٤٫٥;٢\n٣;٤\n", "x", "y", 2, xy(1234.5, 2, 3, 4), "thousands"},
	{"digits: Arabic commas between columns", "x،y\n1،2\n3،4\n", "x", "y", 2, xy(1, 2, 3, 4), ""},
	{"digits: Persian", "x;y\n۱٫۵;۲\n۳;۴\n", "x", "y", 2, xy(1.5, 2, 3, 4), ""},
	{"digits: Devanagari", "x\ty\n१.५\t२\n३\t४\n", "x", "y", 2, xy(1.5, 2, 3, 4), ""},
	{"digits: Bengali", "x,y\n১.৫,২\n৩,৪\n", "x", "y", 2, xy(1.5, 2, 3, 4), ""},
	{"digits: mathematical bold", "x,y\n𝟏.𝟓,𝟐\n𝟑,𝟒\n", "x", "y", 2, xy(1.5, 2, 3, 4), ""},
	{"digits: wide ones in one column of three", "id,x,y\n1,１.５,2.5\n2,－２.５,3.5\n3,３,4\n", "x", "y", 3, xy(1.5, 2.5, -2.5, 3.5, 3, 4), ""},
	{"characters that nobody sees", "x,y\n\u200b1,2\n\u200e-3,\u20664\u2069\n5,9\n", "x", "y", 3, xy(1, 2, -3, 4, 5, 9), ""},
	{"thousands: blanks as wide as digits", "a\tb\n1\u2007234\t5\n2\u2007345\t6\n", "a", "b", 2, xy(1234, 5, 2345, 6), "blanks between thousands"},
	{"thousands: primes", "a;b\n1´234.5;2\n2′000;3\n", "a", "b", 2, xy(1234.5, 2, 2000, 3), "apostrophes"},
	{"signs: minus behind, as SAP writes it", "x;y\n1.234,50-;2\n3,00-;4\n5,25;6\n", "x", "y", 3, xy(-1234.5, 2, -3, 4, 5.25, 6), "“1.234,50-” was read as -1234.5"},
	{"signs: what Excel takes for text", "x,y\n=\"1.5\",=\"2.5\"\n=\"3\",=\"4\"\n", "x", "y", 2, xy(1.5, 2.5, 3, 4), "was read as 1.5"},
	{"signs: an apostrophe before", "x,y\n'1.5,'2.5\n'3,'4\n", "x", "y", 2, xy(1.5, 2.5, 3, 4), "was read as 1.5"},
	{"sides: watts are no west", "power,voltage\n12.5 W,5.0\n13.5 W,6.0\n10.0 W,5.5\n", "power", "voltage", 3, xy(12.5, 5, 13.5, 6, 10, 5.5), "“12.5 W” was read as 12.5"},
	{"sides: siemens are no south", "g,u\n2.5 S,1.0 V\n3.5 S,2.0 V\n", "", "", 0, nil, "number with its unit"},
	{"sides: all west beside north", "city,a,b\nA,40.7 N,74.0 W\nB,38.9 N,77.0 W\n", "a", "b", 2, xy(40.7, -74, 38.9, -77), "“74.0 W” was read as -74"},
	{"sides: all south by the name", "id,latitude,longitude\n1,33.9 S,18.4\n2,26.2 S,28.0\n", "longitude", "latitude", 2, xy(18.4, -33.9, 28, -26.2), "“33.9 S” was read as -33.9"},

	{"no value: one word again and again", "x,y,z\n1,2,3\nunknown,4,5\n3,1,9\nunknown,2,2\n7,8,1\n", "x", "y", 3 + 2, xy(1, 2, 3, 1, 7, 8), "2 of 5 rows have no number"},
	{"no value: in the first row", "x,y\n未测,2\n3,1\n未测,2\n7,8\n4,4\n", "x", "y", 5, xy(3, 1, 7, 8, 4, 4), "2 of 5 rows have no number"},
	{"no value: words of C on Windows", "x,y\n1,2\n-1.#IND,3\n4,5\n1.#QNAN,3\n7,9\n", "x", "y", 5, xy(1, 2, 4, 5, 7, 9), "2 of 5 rows have no number"},
	{"no value: Excel in German", "x;y\n1,5;2\n#BEZUG!;3\n4,5;5\n#WERT!;3\n#NV;9\n7;8\n", "x", "y", 6, xy(1.5, 2, 4.5, 5, 7, 8), "3 of 6 rows"},
	{"no value: different words are said", "x,y\nred,2\n3,1\nblue,2\n7,8\n", "x", "y", 4, xy(3, 1, 7, 8), "\"red\" is not a number"},

	{"index: pandas, of a part of a table", ",a,b\n17,1.5,2\n23,2.5,1\n40,3.5,3\n", "a", "b", 3, xy(1.5, 2, 2.5, 1, 3.5, 3), "numbers the rows and was not taken"},
	{"index: numbers that are none stay", ",a,b\n0.5,1.5,2\n1.5,2.5,1\n2.5,3.5,3\n", "column 1", "a", 3, xy(0.5, 1.5, 1.5, 2.5, 2.5, 3.5), ""},
	{"totals: a sum", "name,x,y\nA,1,2\nB,3,4\nC,5,9\nTotal,9,15\n", "x", "y", 4, xy(1, 2, 3, 4, 5, 9), "Line 5 (“Total”) sums up the others and was left out."},
	{"totals: 合计", "地区,人口,面积\n甲,10,2\n乙,30,4\n丙,50,9\n合计,90,15\n", "人口", "面积", 4, xy(10, 2, 30, 4, 50, 9), "“合计”"},
	{"totals: a sum and a mean", "name,x,y\nA,1,2\nB,3,4\nC,5,9\nSum,9,15\nMean,3,5\n", "x", "y", 5, xy(1, 2, 3, 4, 5, 9), "“Mean”"},
	{"totals: below dates", "date,x,y\n2026-01-01,1,2\n2026-01-02,3,4\n2026-01-03,5,9\nTotal:,9,15\n", "x", "y", 4, xy(1, 2, 3, 4, 5, 9), "“Total:”"},
	{"totals: without a name", "month,sales,cost\nJan,1,2\nFeb,3,4\nMar,5,9\n,9,15\n", "sales", "cost", 4, xy(1, 2, 3, 4, 5, 9), "Line 5 sums up"},
	{"totals: only called so", "company,x,y\nShell,1,2\nBP,3,4\nTotal,5,9\n", "x", "y", 3, xy(1, 2, 3, 4, 5, 9), "Line 4 (“Total”) does not sum up the others"},
	{"totals: a sum in the midst is a row", "name,x,y\nTotal,4,6\nA,1,2\nB,3,4\n", "x", "y", 3, xy(4, 6, 1, 2, 3, 4), ""},
	{"comments: rows behind the mark are missed", "tag,x,y\n#love,1,2\nfun,3,4\n#cat,5,9\nsky,7,8\n", "x", "y", 2, xy(3, 4, 7, 8), "2 lines among the rows were skipped as a comment"},

	{"units: products", "time,velocity\ns,m s-1\n1,2\n3,4\n", "time", "velocity", 2, xy(1, 2, 3, 4), "Line 2 holds units"},
	{"units: shorter than the names", "latitude,longitude\ndeg N,deg E\n48,11\n49,12\n40,3\n", "longitude", "latitude", 3, xy(11, 48, 12, 49, 3, 40), "Line 2 holds units"},
	{"units: ERDDAP", "time,latitude,longitude,sst\nUTC,degrees_north,degrees_east,degree_C\n2020-01-01T00:00:00Z,48.5,-5.5,12.5\n2020-01-02T00:00:00Z,48.0,-5.0,12.6\n", "longitude", "latitude", 2, xy(-5.5, 48.5, -5, 48), "Line 2 holds units"},
	{"units: what a logger writes below its names", "\"TOA5\",\"CR1000\",\"CR1000\",\"1234\"\n\"TIMESTAMP\",\"RECORD\",\"AirTC\",\"RH\"\n\"TS\",\"RN\",\"Deg C\",\"%\"\n\"\",\"\",\"Avg\",\"Smp\"\n\"2020-01-01 00:00:00\",1,12.5,80\n\"2020-01-01 00:10:00\",2,12.7,81\n\"2020-01-01 00:20:00\",3,12.2,85\n", "AirTC", "RH", 3, xy(12.5, 80, 12.7, 81, 12.2, 85), ""},
	{"one column: decimal commas", "Länge\n1,5\n2,5\n3,7\n4,1\n", "", "", 0, nil, "its commas stand for decimal points"},
	{"one column: thousands", "Population\n1,204\n2,310\n3,950\n", "", "", 0, nil, "its commas stand for decimal points or between thousands"},
	{"a column called x that is none", "x;y;z\n1,5;2.5;3.5\n2,5;3.5;1.5\n3,7;1.5;2.5\n", "z", "y", 3, xy(3.5, 2.5, 1.5, 3.5, 2.5, 1.5), "Column “x” was not taken: “1,5” is not a number here"},
	{"a column of units", "x,y,z\n5 cm,2,3\n6 cm,3,5\n7 cm,1,2\n", "z", "y", 3, xy(3, 2, 5, 3, 2, 1), "Column “x” was not taken: “5 cm” is a number with its unit"},

	{"names: two points a row", "x1,y1,x2,y2\n1,2,3,4\n5,6,7,9\n8,8,2,1\n", "x1", "y1", 3, xy(1, 2, 5, 6, 8, 8), ""},
	{"names: Anscombe's quartet", "x1,x2,x3,x4,y1,y2,y3,y4\n10,10,10,8,8.04,9.14,7.46,6.58\n8,8,8,8,6.95,8.14,6.77,5.76\n13,13,13,8,7.58,8.74,12.74,7.71\n", "x1", "y1", 3, xy(10, 8.04, 8, 6.95, 13, 7.58), ""},
	{"names: with a unit", "t,y_mm,x_mm\n0.1,1,2\n0.2,3,4\n0.3,5,9\n", "x_mm", "y_mm", 3, xy(2, 1, 4, 3, 9, 5), ""},
	{"names: of two animals", "frame,ball_x,ball_y,dog_x,dog_y\n10,1,2,0,0\n20,3,4,1,1\n30,5,9,2,3\n", "ball_x", "ball_y", 3, xy(1, 2, 3, 4, 5, 9), ""},
	{"names: German map", "Ort;Breitengrad;Längengrad\nA;48,1;11,5\nB;48,2;11,7\n", "Längengrad", "Breitengrad", 2, xy(11.5, 48.1, 11.7, 48.2), "as on a map"},
	{"names: 北纬 and 东经", "站点,北纬,东经\n甲,39.9,116.4\n乙,31.2,121.5\n", "东经", "北纬", 2, xy(116.4, 39.9, 121.5, 31.2), "as on a map"},
	{"dates: Chinese", "日期,数值\n2020年1月5日,3.5\n2020年1月6日,4\n2020年2月1日,5\n", "日期", "数值", 3, xy(18266, 3.5, 18267, 4, 18293, 5), "days since"},
	{"dates: Korean, with a time", "날짜,값\n2020년 1월 5일 12:00,3.5\n2020년 1월 6일 00:00,4\n", "날짜", "값", 2, xy(18266.5, 3.5, 18267, 4), "days since"},

	{"programs: NumPy's array", "array([[1., 2.],\n       [3., 4.5],\n       [5., nan]])", "column 1", "column 2", 3, xy(1, 2, 3, 4.5), "1 of 3 rows"},
	{"programs: a tensor", "tensor([[1.0000, 2.0000],\n        [3.0000, -inf],\n [.5, -.5]], device='cuda:0')", "column 1", "column 2", 3, xy(1, 2, 0.5, -0.5), ""},
	{"programs: JavaScript", "const points = [[.5, 2], // first\n [3, +4], /* second */ [5., 9_000],];", "column 1", "column 2", 3, xy(0.5, 2, 3, 4, 5, 9000), ""},
	{"programs: Python", "data = [(1, 2), (3, 4), (5, 9)]  # made up", "column 1", "column 2", 3, xy(1, 2, 3, 4, 5, 9), ""},
	{"programs: MATLAB", "A = [1 2; 3 4; 5 9];", "column 1", "column 2", 3, xy(1, 2, 3, 4, 5, 9), ""},
	{"JSON: columns of other lengths are no pairs", `{"x":[1,2,3],"y":[4,5,6,7]}`, "", "", 0, nil, "columns of one length"},
	{"JSON: a column of another length is said", `{"x":[1,2,3],"y":[4,5,6,7],"z":[7,8,1]}`, "x", "z", 3, xy(1, 7, 2, 8, 3, 1), "“y” has 4 values where the columns have 3"},
	{"JSON: two series of columns", `{"data":[{"x":[1,2,3],"y":[4,5,9],"type":"scatter"},{"x":[7,8],"y":[1,0]}]}`, "x", "y", 5, xy(1, 4, 2, 5, 3, 9, 7, 1, 8, 0), "2 series; their points were put together"},
	{"JSON: two series of points", `{"series":[{"name":"a","data":[[1,2],[3,4],[5,9]]},{"name":"b","data":[[7,8],[9,1]]}]}`, "column 1", "column 2", 5, xy(1, 2, 3, 4, 5, 9, 7, 8, 9, 1), "2 series"},
	{"JSON: two tables", `{"train":[[1,2],[3,4],[5,9]],"test":[[7,8],[9,1]]}`, "column 1", "column 2", 3, xy(1, 2, 3, 4, 5, 9), "2 tables; the longest, “train”, was taken"},
	{"JSON: dates", `[{"date":"2020-01-01","close":100},{"date":"2020-01-02","close":101}]`, "date", "close", 2, xy(18262, 100, 18263, 101), "days since"},
	{"JSON: decimal commas in texts", `[{"x":"1,5","y":"2,5"},{"x":"3,5","y":"4,5"}]`, "", "", 0, nil, "“1,5” is a text"},
	{"JSON: per cent in texts", `[{"x":"5%","y":"٣"},{"x":"7%","y":2}]`, "x", "y", 2, xy(5, 3, 7, 2), ""},

	{"encoding: zeros at the end", "x,y\n1,2\n3,4\n\x00\x00\x00", "x", "y", 2, xy(1, 2, 3, 4), ""},
	{"encoding: UTF-32", utf32LE("\ufeffx,y\n1,2\n3,4\n"), "x", "y", 2, xy(1, 2, 3, 4), "UTF-32"},
	{"encoding: UTF-16 without a mark, Chinese", utf16LE("经度数值,纬度数值,备注说明\n1,2,甲乙\n3,4,丙丁\n"), "经度数值", "纬度数值", 2, xy(1, 2, 3, 4), "UTF-16"},
	{"no table: safetensors", "\x38\x00\x00\x00\x00\x00\x00\x00" + `{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  ` + "\x00\x00\x80\x3f", "", "", 0, nil, "a safetensors file"},
	{"no table: a model of Blender", "# Blender v2.79\nv 0 0 0\nv 1 0 0.5\nv 1 1 2\nf 1 2 3\n", "", "", 0, nil, "a Wavefront model"},
	{"no table: a model without a name", "v 0 0 0\nv 1 0 0.5\nvn 1 0 0\nv 1 1 2\nf 1 2 3\n", "", "", 0, nil, "a Wavefront model"},
	{"points behind v", "v 1 2\nv 3 4\nv 5 9\n", "column 2", "column 3", 3, xy(1, 2, 3, 4, 5, 9), ""},
	{"a first row before a row with a word", "1,2\n3q,4\n5,9\n7,8\n", "column 1", "column 2", 4, xy(1, 2, 5, 9, 7, 8), "1 of 4 rows has no number"},
	{"sides of the globe: one digit", "place,lat,lon\na,47.4N,8.5E\nb,33.9S,151.2E\nc,4.7N,74.0W\n", "lon", "lat", 3, xy(8.5, 47.4, 151.2, -33.9, -74, 4.7), ""},
}

func utf32LE(s string) string {
	var b []byte
	for _, r := range s {
		b = binary.LittleEndian.AppendUint32(b, uint32(r))
	}
	return string(b)
}

func TestStrangeFiles(t *testing.T) {
	for _, c := range slices.Concat(strange, misread, namedFiles) {
		p, err := open(c.text, "", Choice{})
		if c.x == "" || err != nil {
			e, ok := err.(*Error)
			if !ok || c.x != "" || !strings.Contains(e.Error(), c.says) || e.Range() == "" {
				t.Errorf("%s: %v, %v", c.kind, p, err)
			}
			continue
		}
		r := &p.Report
		if r.X != c.x || r.Y != c.y || r.Rows != c.rows || len(p.XY) != len(c.xy) || !begins(p.XY, c.xy) {
			t.Errorf("%s: got %s and the points %v, want %s, %s, %d rows and %v\n%s", c.kind, taken(r), p.XY, c.x, c.y, c.rows, c.xy, notes(r))
		}
		if !strings.Contains(notes(r), c.says) {
			t.Errorf("%s: the notes do not say %q:\n%s", c.kind, c.says, notes(r))
		}
		for _, n := range r.Notes {
			if n.ZH == "" || strings.ContainsFunc(n.ZH, func(r rune) bool { return r == '.' }) && !strings.Contains(n.EN, n.ZH) && !strings.ContainsAny(n.ZH, "0123456789,") {
				t.Errorf("%s: %q", c.kind, n.ZH)
			}
		}
	}
}

// TestFilesInEveryEncoding: the same table in each encoding with a mark, and in those without
// one, has the same names and numbers.
func TestFilesInEveryEncoding(t *testing.T) {
	text := "longueur (µm);größe;名称\n1,5;2;é\n3;4,25;ß\n5;9;名\n"
	units := utf16.Encode([]rune(text))
	sixteen := func(order binary.AppendByteOrder, mark bool) string {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xfeff)
		}
		for _, u := range units {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
	thirtyTwo := func(order binary.AppendByteOrder) string {
		b := order.AppendUint32(nil, 0xfeff)
		for _, r := range text {
			b = order.AppendUint32(b, uint32(r))
		}
		return string(b)
	}
	for name, data := range map[string]string{
		"UTF-8": text, "UTF-8 with a mark": "\ufeff" + text, "with two": "\ufeff\ufeff" + text, "Mac": strings.ReplaceAll(text, "\n", "\r"),
		"UTF-16LE": sixteen(binary.LittleEndian, true), "UTF-16BE": sixteen(binary.BigEndian, true), "UTF-16LE without": sixteen(binary.LittleEndian, false), "UTF-16BE without": sixteen(binary.BigEndian, false),
		"UTF-32LE": thirtyTwo(binary.LittleEndian), "UTF-32BE": thirtyTwo(binary.BigEndian),
	} {
		p, err := open(data, "", Choice{})
		if err != nil || p.Report.X != "longueur (µm)" || p.Report.Y != "größe" || len(p.XY) != 3 || !begins(p.XY, xy(1.5, 2, 3, 4.25, 5, 9)) {
			t.Errorf("%s: %v, %v", name, p, err)
		}
		for _, cut := range []int{1, 2, 3} { // of a file that is cut off, whole rows are read or there is a sentence
			p, err := open(data[:len(data)-cut], "", Choice{})
			if err == nil && (len(p.XY) < 2 || !begins(p.XY, xy(1.5, 2, 3, 4.25))) {
				t.Errorf("%s without %d bytes: %v", name, cut, p.XY)
			}
		}
	}
}

// TestArraysBehindOneAnother: what numpy.save has put behind the first array is said.
func TestArraysBehindOneAnother(t *testing.T) {
	header := "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }"
	data := append([]byte("\x93NUMPY\x01\x00"), byte(len(header)), 0)
	data = append(data, header...)
	for _, v := range []float64{1, 2, 3, 5} {
		data = binary.LittleEndian.AppendUint64(data, math.Float64bits(v))
	}
	for more := range 2 {
		p, err := open(string(data)+strings.Repeat("\x00", 16*more), "", Choice{})
		if err != nil || !begins(p.XY, xy(1, 2, 3, 5)) || strings.Contains(notes(&p.Report), "by 16 bytes that were left out") != (more == 1) {
			t.Errorf("%d more: %v, %v", more, p, err)
		}
	}
}

// TestATotalIsNoRow: what stands in a line that sums up the others is not named among the cells without a number.
func TestATotalIsNoRow(t *testing.T) {
	for file, said := range map[string]string{
		"height,mass\n1.5,60\n1.7,70\n-9999,80\n1.6,65\n1.8,75\nTotal,350\n": "",
		"height,mass\n1.5,60\n1e200,80\n1.7,70\n1.6,65\n1.8,75\nTotal,350\n": `line 3, column 1 (height): "1e200"`,
	} {
		table, err := Read([]byte(file), Options{Name: "people"})
		if err != nil {
			t.Fatal(err)
		}
		p, err := table.Choose(Choice{X: "height", Y: "mass"})
		if err != nil {
			t.Fatal(err)
		}
		var notes string
		for _, n := range p.Report.Notes {
			notes += n.EN + "\n"
		}
		_, cell, _ := strings.Cut(notes, "The first such cell: ")
		if p.Report.Used != 4 || !strings.Contains(notes, "sums up the others") || !strings.HasPrefix(cell, said) || said == "" && cell != "" {
			t.Errorf("%q: %d of %d rows, notes\n%s", file, p.Report.Used, p.Report.Rows, notes)
		}
	}
}
