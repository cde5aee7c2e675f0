package table

import (
	"fmt"
	"strings"
	"testing"
)

// shapes are texts as programs and people write them, with what is right. The
// points are the first ones.
var shapes = []struct {
	name, text   string
	x, y, weight string
	xy           [][2]float64
	rows         int
	says         string // part of a note or, where there are no points, of the error
}{
	{"R, rownames in quotes", "\"\",\"eruptions\",\"waiting\"\n\"1\",3.6,79\n\"2\",1.8,54\n\"3\",3.333,74\n", "eruptions", "waiting", "", xy(3.6, 79, 1.8, 54), 3, "was not taken"},
	{"R write.table", "\"x\" \"y\"\n\"1\" 1.5 -2\n\"2\" 3 4e2\n\"7\" 5 6\n", "x", "y", "", xy(1.5, -2, 3, 400), 3, "names the rows"},
	{"R write.table of names", "\"mpg\" \"cyl\"\n\"Mazda RX4\" 21 6\n\"Datsun 710\" 22.8 4\n", "mpg", "cyl", "", xy(21, 6, 22.8, 4), 2, "names the rows"},
	{"R write.csv2", "\"\";\"x\";\"y\"\n\"1\";1,5;2,25\n\"2\";3;4\n", "x", "y", "", xy(1.5, 2.25, 3, 4), 2, "decimal commas"},
	{"R, a subset's row names", "x\ty\n17\t1.5\t-2\n3\t3.5\t4\n40\t1\t2\n", "x", "y", "", xy(1.5, -2, 3.5, 4), 3, "names the rows"},
	{"iris of Kaggle", "Id,SepalLengthCm,SepalWidthCm,Species\n1,5.1,3.5,a\n2,4.9,3.0,a\n3,4.7,3.2,b\n", "SepalLengthCm", "SepalWidthCm", "", xy(5.1, 3.5, 4.9, 3), 3, "numbers the rows"},
	{"iris of UCI, without header and with an empty line", "5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n6.4,3.2,4.5,1.5,Iris-versicolor\n\n", "column 1", "column 2", "", xy(5.1, 3.5, 4.9, 3), 3, ""},
	{"penguins", "species,island,bill_length_mm,bill_depth_mm,sex\nAdelie,T,39.1,18.7,male\nAdelie,T,NA,NA,NA\nAdelie,T,40.3,18,female\n", "bill_length_mm", "bill_depth_mm", "", xy(39.1, 18.7, 40.3, 18), 3, "1 of 3 rows has no number and was left out"},
	{"diamonds", "carat,cut,color,clarity,depth,table,price,x,y,z\n0.23,Ideal,E,SI2,61.5,55,326,3.95,3.98,2.43\n0.21,Premium,E,SI1,59.8,61,326,3.89,3.84,2.31\n", "x", "y", "", xy(3.95, 3.98, 3.89, 3.84), 2, ""},
	{"gapminder", "country,continent,year,lifeExp,pop,gdpPercap\nAfghanistan,Asia,1952,28.801,8425333,779.4453145\nAfghanistan,Asia,1957,30.332,9240934,820.8530296\n", "year", "lifeExp", "", xy(1952, 28.801, 1957, 30.332), 2, ""},
	{"USGS", "time,latitude,longitude,depth,mag,magType,nst,id\n2024-01-01T00:00:00.000Z,38.8,-122.8,1.2,0.9,md,12,nc1\n2024-01-01T00:01:00.000Z,33.5,-116.5,10.1,1.1,ml,,ci2\n", "longitude", "latitude", "", xy(-122.8, 38.8, -116.5, 33.5), 2, "as on a map"},
	{"cars", "speed,dist\n4,2\n4,10\n7,4\n", "speed", "dist", "", xy(4, 2, 4, 10), 3, ""},
	{"mtcars has a weight that is none", "rownames,mpg,cyl,disp,wt\nMazda RX4,21,6,160,2.62\nDatsun 710,22.8,4,108,2.32\nHornet,21.4,6,258,3.215\n", "mpg", "cyl", "", xy(21, 6, 22.8, 4), 3, "“wt” was not taken as weights"},
	{"women: weight is a coordinate", "rownames,height,weight\n1,58,115\n2,59,117\n3,60,120\n", "height", "weight", "", xy(58, 115, 59, 117), 3, ""},
	{"ChickWeight", "rownames,weight,Time,Chick,Diet\n1,42,0,1,1\n2,51,2,1,1\n3,59,4,1,1\n", "weight", "Time", "", xy(42, 0, 51, 2), 3, "rownames"},
	{"pandas with an index", ",a,b\n0,1.5,2\n1,2.5,1\n2,3.5,3\n", "a", "b", "", xy(1.5, 2, 2.5, 1), 3, ""},
	{"pandas with a date index", "date,open,close\n2020-01-01,1.5,2\n2020-01-02,2.5,1\n", "open", "close", "", xy(1.5, 2, 2.5, 1), 2, ""},
	{"only an index and one column", ",value\n0,1.5\n1,2.5\n2,0.5\n3,7\n", "column 1", "value", "", xy(0, 1.5, 1, 2.5), 4, "nothing else"},
	{"one column twice the index", "n,x,y\n1,1,5\n2,2,3\n3,3,4\n", "x", "y", "", xy(1, 5, 2, 3), 3, ""},
	{"Excel in Europe", "\ufeffName;Länge;Breite\r\nA;1,5;2,25\r\nB;3,0;4,75\r\n", "Länge", "Breite", "", xy(1.5, 2.25, 3, 4.75), 2, "decimal commas"},
	{"Excel with empty rows below", "x,y\n1,2\n3,4\n,\n,\n", "x", "y", "", xy(1, 2, 3, 4), 2, ""},
	{"Swiss", "a;b\n1'234.5;2'000'000\n12;3\n", "a", "b", "", xy(1234.5, 2e6, 12, 3), 2, "apostrophes"},
	{"Indian", "a\tb\n12,34,567\t2\n1,00,000.5\t3\n", "a", "b", "", xy(1234567, 2, 100000.5, 3), 2, "thousands"},
	{"decimal commas all with three digits, semicolons", "a;b\n1,204;2,310\n1,350;2,112\n", "a", "b", "", xy(1.204, 2.31, 1.35, 2.112), 2, "can also be read with semicolons between columns, commas between thousands"},
	{"thousands in quotes", "a,b\n\"1,204\",\"310\"\n\"1,350\",\"2,112\"\n", "a", "b", "", xy(1204, 310, 1350, 2112), 2, "can also be read with commas between columns, decimal commas"},
	{"points with three digits are decimals", "a,b\n1.204,2.310\n11.350,2.112\n", "a", "b", "", xy(1.204, 2.31, 11.35, 2.112), 2, ""},
	{"points between thousands", "a;b\n1.204;310\n1.350;2.112\n950;1\n", "a", "b", "", xy(1204, 310, 1350, 2112), 3, "can also be read with semicolons between columns, decimal points"},
	{"commas with a blank, decimal commas", "1,5, 2,5\n3,25, 4\n7,5, 1,5\n", "column 1", "column 2", "", xy(1.5, 2.5, 3.25, 4), 3, "commas with a blank"},
	{"gnuplot", "# x y\n1 2\n3 4\n\n\n5 6 # last\n", "x", "y", "", xy(1, 2, 3, 4), 3, "comment"},
	{"savetxt", "# a,b\n1.000000000000000000e+00,2.000000000000000000e+00\n3.0e+00,-4.5e-01\n", "a", "b", "", xy(1, 2, 3, -0.45), 2, "comment"},
	{"savetxt with blanks", "1.5e+00 2.5e+00\n3.0e+00 -4.5e-01\n", "column 1", "column 2", "", xy(1.5, 2.5, 3, -0.45), 2, "blanks"},
	{"fixed width", "   x      y\n  1.5  -22.0\n 13.5    4.0\n", "x", "y", "", xy(1.5, -22, 13.5, 4), 2, "blanks"},
	{"MATLAB comments", "% made by hand\n1,2\n3,4\n5,7\n", "column 1", "column 2", "", xy(1, 2, 3, 4), 3, ""},
	{"a column called #", "#,Name,Attack,Defense\n1,Bulbasaur,49,49\n2,Ivysaur,62,63\n3,Venusaur,82,83\n", "Attack", "Defense", "", xy(49, 49, 62, 63), 3, "“#” numbers"},
	{"colours are no comments", "hex,x,y\n#ff0000,1,2\n#00ff00,3,4\n", "x", "y", "", xy(1, 2, 3, 4), 2, ""},
	{"a title", "my points\n1.5,-2\n3,4e2\n", "column 1", "column 2", "", xy(1.5, -2, 3, 400), 2, "1 line above"},
	{"lines above with commas in them", "Station: Test, north\nDate: 2020\nx,y\n1,2\n3,4\n5,5\n", "x", "y", "", xy(1, 2, 3, 4), 3, "2 lines above"},
	{"wine of scikit-learn", "3,3,class_0,class_1,class_2\n14.23,1.71,2.43,0\n13.2,1.78,2.14,0\n13.16,2.36,2.67,1\n", "column 1", "column 2", "", xy(14.23, 1.71, 13.2, 1.78), 3, "1 line above"},
	{"boston of scikit-learn: counts above the names", "4,3,,\n\"CRIM\",\"ZN\",\"INDUS\",\"MEDV\"\n0.5,18,2,24\n0.25,0,7,21\n0.5,0,7,34\n0.1,1,2,33\n", "CRIM", "ZN", "", xy(0.5, 18, 0.25, 0), 4, "1 line above"},
	{"blanks behind commas, not in the header", "\"duration\",\"iprod\"\n7, 0.01138\n9, 0.0225\n", "duration", "iprod", "", xy(7, 0.01138, 9, 0.0225), 2, ""},
	{"World Bank: years behind names", "Country Name,Country Code,1960,1961,1962\nAruba,ABW,4.82,4.655,4.471\nAngola,AGO,7.316,7.354,7.385\n", "1960", "1961", "", xy(4.82, 4.655, 7.316, 7.354), 2, ""},
	{"names in single quotes", "'a'\t'b'\n1.5\t2\n3\t4\n", "a", "b", "", xy(1.5, 2, 3, 4), 2, ""},
	{"years as names", "country,1950,1955,1960\nA,34.5,35.5,36.25\nB,44.5,45.5,46.25\n", "1950", "1955", "", xy(34.5, 35.5, 44.5, 45.5), 2, "first line is a point"},
	{"names 0 and 1", "0,1\n0.5,1.5\n2.5,3.25\n", "0", "1", "", xy(0.5, 1.5, 2.5, 3.25), 2, "first line is a point"},
	{"0,1 among whole numbers", "0,1\n1,2\n2,5\n", "column 1", "column 2", "", xy(0, 1, 1, 2), 3, "first line holds names"},
	{"a footer", "x,y\n1,2\n3,4\n5,6\n7,9\n1,1\n2,2\n3,3\n4,4\n5,5\n6,6\nTotal: 10 rows\n", "x", "y", "", xy(1, 2, 3, 4), 10, "1 line below the table was skipped"},
	{"units in brackets", "t,v\n(s),(m/s)\n1,2\n2,4\n4,3\n", "t", "v", "", xy(1, 2, 2, 4), 3, "Line 2 holds units"},
	{"two lines of names", "a,a,b\nmean,sd,mean\n1.5,2,3\n2.5,1,4\n", "a", "a (2)", "", xy(1.5, 2, 2.5, 1), 2, ""},
	{"names twice", "v,v\n1,2\n3,5\n", "v", "v (2)", "", xy(1, 2, 3, 5), 2, ""},
	{"a cell of text in numbers", "x,y\n1,2\n3,4\n5,six\n7,8\n9,1\n2,2\n", "x", "y", "", xy(1, 2, 3, 4), 6, "line 4, column 2 (y): \"six\" is not a number"},
	{"infinity and beyond", "x,y\n1,2\n3,inf\n5,1e300\n7,8\n9,1\n", "x", "y", "", xy(1, 2, 7, 8), 5, "2 of 5 rows have a number that is not finite or beyond ±1e100"},
	{"inches", "name,x,y\n5\" pipe,1,2\n6\" pipe,3,4\n", "x", "y", "", xy(1, 2, 3, 4), 2, ""},
	{"bars", "a|b\n1|2\n3|4\n", "a", "b", "", xy(1, 2, 3, 4), 2, "bars"},
	{"wide separators", "x，y\n1.5，-2\n3，4e2\n", "x", "y", "", xy(1.5, -2, 3, 400), 2, ""},
	{"wide and narrow separators", "横,纵\n1.5，-2\n3,4e2\n", "横", "纵", "", xy(1.5, -2, 3, 400), 2, ""},
	{"a hyphen of word processors", "+1.5,−2\n3,+4E+2\n", "column 1", "column 2", "", xy(1.5, -2, 3, 400), 2, ""},
	{"CR", "x,y\r1,2\r3,4\r", "x", "y", "", xy(1, 2, 3, 4), 2, ""},
	{"sep= with a tab", "sep=\t\nx\ty\n1\t2\n3\t4\n", "x", "y", "", xy(1, 2, 3, 4), 2, "sep="},
	{"UTF-16", utf16LE("\ufeffx\ty\n1\t2\n3\t4\n"), "x", "y", "", xy(1, 2, 3, 4), 2, "UTF-16"},
	{"UTF-16 without a mark", utf16LE("x,y\n1,2\n3,4\n"), "x", "y", "", xy(1, 2, 3, 4), 2, "UTF-16"},
	{"weights by name", "W;x;y\n1;1,5;-2\n0,5;3;400\n", "x", "y", "W", xy(1.5, -2, 3, 400), 2, ""},
	{"weights that are negative", "x,y,w\n1,2,1\n3,4,-1\n", "x", "y", "", xy(1, 2, 3, 4), 2, "negative"},
	{"latitude first, short names", "lat,lng,pop\n51.5,-0.1,9\n48.9,2.4,2\n", "lng", "lat", "", xy(-0.1, 51.5, 2.4, 48.9), 2, "as on a map"},
	{"a constant column", "version,a,b\n1,5,6\n1,7,9\n1,2,2\n", "a", "b", "", xy(5, 6, 7, 9), 3, ""},
	{"a column mostly empty", "a,b,c\n,5,6\n,7,9\n1,2,2\n", "b", "c", "", xy(5, 6, 7, 9), 3, ""},

	{"JSON pairs", "[[1,2],[3,4.5]]", "column 1", "column 2", "", xy(1, 2, 3, 4.5), 2, ""},
	{"JSON pairs below names", `[["a","b"],[1,2],[3,4.5]]`, "a", "b", "", xy(1, 2, 3, 4.5), 2, ""},
	{"JSON objects", `[{"id":"u","x":1,"y":2},{"id":"v","y":4.5,"x":3}]`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"JSON objects with gaps", `[{"x":1,"y":2},{"x":null,"y":1},{"y":4.5,"x":"3"},{"x":2}]`, "x", "y", "", xy(1, 2, 3, 4.5), 4, "2 of 4 rows"},
	{"JSON nested", `[{"p":{"x":1,"y":2}},{"p":{"x":3,"y":4.5}}]`, "p.x", "p.y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"JSON arrays in objects", `[{"pos":[1,2]},{"pos":[3,4.5]}]`, "pos 1", "pos 2", "", xy(1, 2, 3, 4.5), 2, ""},
	{"JSON columns", `{"meta":"m","x":[1,3],"y":[2,4.5]}`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"JSON two arrays", `[[1,3,5],[2,4.5,6]]`, "column 1", "column 2", "", xy(1, 2, 3, 4.5), 3, "two arrays"},
	{"JSON one list", `[1,2,3,4.5]`, "column 1", "column 2", "", xy(1, 2, 3, 4.5), 2, "one list"},
	{"JSON in a wrapper", `{"status":"ok","count":2,"data":[{"x":1,"y":2},{"x":3,"y":4.5}]}`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"pandas by columns", `{"x":{"0":1,"1":3},"y":{"0":2,"1":4.5}}`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"pandas by rows", `{"0":{"x":1,"y":2},"1":{"x":3,"y":4.5}}`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"pandas split", `{"columns":["x","y"],"index":[0,1],"data":[[1,2],[3,4.5]]}`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"pandas table", `{"schema":{"fields":[{"name":"index"}]},"data":[{"index":0,"x":1,"y":2},{"index":1,"x":3,"y":4.5}]}`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"JSON lines", "{\"x\":1,\"y\":2}\n{\"x\":3,\"y\":4.5}\n", "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"Python's NaN", `[[1,2],[NaN,1],[3,4.5]]`, "column 1", "column 2", "", xy(1, 2, 3, 4.5), 3, "1 of 3 rows"},
	{"plotly", `{"data":[{"type":"scatter","x":[1,3],"y":[2,4.5]}]}`, "x", "y", "", xy(1, 2, 3, 4.5), 2, ""},
	{"GeoJSON", `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"mag":1.5},"geometry":{"type":"Point","coordinates":[-122.5,38.5,10]}},{"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[[0,0],[1,1]]}},{"type":"Feature","properties":{"mag":2},"geometry":{"type":"Point","coordinates":[-116,33]}}]}`,
		"longitude", "latitude", "", xy(-122.5, 38.5, -116, 33), 3, "1 geometry is no point"},
	{"GeoJSON MultiPoint", `{"type":"MultiPoint","coordinates":[[1,2],[3,4.5]]}`, "longitude", "latitude", "", xy(1, 2, 3, 4.5), 2, ""},

	{"nothing", "", "", "", "", nil, 0, "too few points"},
	{"comments only", "# x\n\n", "", "", "", nil, 0, "no pair of coordinates"},
	{"one point", "1,2\n", "", "", "", nil, 0, "too few points that differ: 1"},
	{"one point many times", "1,2\n1,2\n1.0,2e0\n", "", "", "", nil, 0, "too few points that differ: 1"},
	{"prose", "Dear reader,\nthis is no table, sorry\n", "", "", "", nil, 0, "0 columns of numbers"},
	{"a word in two rows", "x,y\n1,2\n3,four\n", "", "", "", nil, 0, "line 3, column 2 (y): \"four\" is not a number"},
	{"a short row of three", "1,2\n3,4\n5\n", "", "", "", nil, 0, "line 3: the line has 1 column; allowed: 2 columns"},
	{"a long row of two", "1,2\n3,4,5\n", "", "", "", nil, 0, "columns"},
	{"more names than columns", "x,y,z,v\n1,2,3\n4,5,6\n", "", "", "", nil, 0, "line 1: the line has 4 columns; allowed: 3"},
	{"a date and one number", "date,price\nJan 1 2000,1394.46\nFeb 1 2000,1366.42\nMar 1 2000,1498.58\n", "date", "price", "", xy(10957, 1394.46, 10988, 1366.42), 3, "days since 1970-01-01"},
	{"TopoJSON", `{"type":"Topology","arcs":[[[1,2],[3,4],[5,6]]]}`, "", "", "", nil, 0, "TopoJSON"},
	{"one column", "x\n1\n2\n", "", "", "", nil, 0, "1 column of numbers"},
	{"an open quote", "x,y\n1,2\n\"3,4\n5,6\n", "", "", "", nil, 0, "line 3: a quote in"},
	{"denormals", "1e-320,0\n2e-320,0\n", "", "", "", nil, 0, "too close together"},
	{"the largest", "1e100,0\n-1e100,1\n", "column 1", "column 2", "", xy(1e100, 0, -1e100, 1), 2, ""},
	{"too large", "1,2\n3,-1e200\n", "", "", "", nil, 0, "\"-1e200\" is not a number; allowed: a finite number in −1e100 … 1e100"},
	{"digits that are not there", "1e18,5\n1000000000000000128,5\n1e18,5\n", "", "", "", nil, 0, "too close together"},
	{"broken JSON", "[[1,2],[3,4]", "", "", "", nil, 0, "line 1: the JSON is broken"},
	{"JSON without numbers", `{"a":"b"}`, "", "", "", nil, 0, "JSON without a table"},
	{"xlsx", "PK\x03\x04\x14\x00......xl/workbook.xml", "", "", "", nil, 0, "an Excel workbook (.xlsx)"},
	{"npz", "PK\x03\x04\x14\x00......arr_0.npy", "", "", "", nil, 0, "(.npz)"},
	{"zip", "PK\x03\x04\x14\x00......a.txt", "", "", "", nil, 0, "a zip archive"},
	{"xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1......", "", "", "", nil, 0, "old Excel"},
	{"parquet", "PAR1\x15\x04", "", "", "", nil, 0, "Parquet"},
	{"pdf", "%PDF-1.7\n", "", "", "", nil, 0, "PDF"},
	{"png", "\x89PNG\r\n\x1a\n....", "", "", "", nil, 0, "PNG"},
	{"hdf5", "\x89HDF\r\n\x1a\n....", "", "", "", nil, 0, "HDF5"},
	{"sqlite", "SQLite format 3\x00....", "", "", "", nil, 0, "SQLite"},
	{"gzip", "\x1f\x8b\x08....", "", "", "", nil, 0, "gzip"},
	{"a web page", "\n<!DOCTYPE html>\n<html>", "", "", "", nil, 0, "web page"},
	{"bytes", "\x01\x02\x03\x00\x00\x01", "", "", "", nil, 0, "no text"},
}

func xy(v ...float64) (p [][2]float64) {
	for i := 0; i < len(v); i += 2 {
		p = append(p, [2]float64{v[i], v[i+1]})
	}
	return p
}

// utf16LE encodes a text of the basic plane.
func utf16LE(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}

// open reads and chooses.
func open(data string, name string, c Choice) (*Points, error) {
	t, err := Read([]byte(data), Options{Name: name})
	if err != nil {
		return nil, err
	}
	return t.Choose(c)
}

func TestShapes(t *testing.T) {
	for _, c := range shapes {
		p, err := open(c.text, "f", Choice{})
		if err != nil {
			e, ok := err.(*Error)
			if !ok || c.xy != nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", c.name, err)
			} else if e.Range() == "" || e.Sentence().ZH == "" {
				t.Errorf("%s: %q names no range", c.name, err)
			}
			continue
		}
		r := &p.Report
		if c.xy == nil || r.X != c.x || r.Y != c.y || r.Weight != c.weight || r.Rows != c.rows || !begins(p.XY, c.xy) {
			t.Errorf("%s: got %s and the points %v, want %s, %s, %s, %d rows and %v", c.name, taken(r), p.XY, c.x, c.y, c.weight, c.rows, c.xy)
		}
		if !strings.Contains(notes(r), c.says) {
			t.Errorf("%s: the notes do not say %q:\n%s", c.name, c.says, notes(r))
		}
	}
}

func begins(got, want [][2]float64) bool {
	if len(got) < len(want) {
		return false
	}
	for i, q := range want {
		if got[i] != q {
			return false
		}
	}
	return true
}

// taken is which columns and how many of the rows were taken.
func taken(r *Report) string {
	return fmt.Sprintf("%s: %s, %s, %s, %d of %d", r.Name, r.X, r.Y, r.Weight, r.Used, r.Rows)
}

func notes(r *Report) string {
	var lines []string
	for _, n := range r.Notes {
		lines = append(lines, n.EN)
	}
	return strings.Join(lines, "\n")
}
