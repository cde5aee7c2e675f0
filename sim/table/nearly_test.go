package table

import (
	"encoding/binary"
	"fmt"
	"math"
	"strings"
	"testing"
)

// nearly are texts that hold a table between or beside other things, by the kind of these: what
// is right of each, or the sentence.
var nearly = []struct {
	kind, text string
	x, y       string // columns that are taken; "" where it is refused
	xy         [][2]float64
	says       string // part of the notes, or of the error
}{
	{"comments: slashes", "// made by hand\n// x, y\n1,2\n3,4\n5,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), "names stand in the comment in line 2"},
	{"comments: a row behind slashes", "x,y\n1,2\n// a comment\n3,4\n// 7,8\n5,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), "1 line among the rows was skipped as a comment, for // stands before it"},
	{"comments: exclamation marks", "! HITRAN\n! x y\n1 2\n3 4\n5 9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"comments: Touchstone", "! s1p\n# HZ S RI R 50\n1000 0.5 0.1\n2000 0.6 0.2\n3000 0.7 0.1\n", "column 1", "column 2", xy(1000, 0.5, 2000, 0.6, 3000, 0.7), ""},
	{"comments: REM", "x,y\nREM run 1\n1,2\n3,4\nREM run 2\n5,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"comments: semicolons", "; comment\n; x y\n1 2\n3 4\n5 9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"comments: semicolons that divide columns", "a;x;y\n;1;2\n;3;4\n;5;9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"comments: SQL", "x,y\n1,2\n-- exported\n3,4\n5,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"comments: two dashes for no value", "x y\n1 2\n-- 4\n5 9\n", "x", "y", xy(1, 2, 5, 9), "1 of 3 rows has no number"},
	{"comments: Grace", "# gromacs\n@    title \"RMSD\"\n@TYPE xy\n   0.0   0.1\n   2.0   0.2\n   3.0   0.15\n", "column 1", "column 2", xy(0, 0.1, 2, 0.2, 3, 0.15), ""},
	{"comments: names that begin with one of their marks", "@id,@lat,@lon\n31,48.1,11.5\n22,48.2,11.6\n", "@lon", "@lat", xy(11.5, 48.1, 11.6, 48.2), ""},
	{"comments: at the ends of rows", "x,y\n1,2 # first\n3,4 # second\n5,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"comments: before JSON", "// data\n/* of us */ [[1,2],[3,4],[5,9]]\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), ""},
	{"comments: what guards JSON", ")]}',\n[[1,2],[3,4],[5,9]]\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), ""},

	{"brackets: a point a line", "(1, 2)\n(3, 4)\n(5, 9)\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), "stands in brackets"},
	{"brackets: TikZ", "\\draw plot coordinates {(1,2) (3,4) (5,9)};\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), "stands in brackets"},
	{"brackets: C", "double p[][2] = {{1, 2}, {3, 4}, {5, 9}};\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), "stands in brackets"},
	{"brackets: Go", "points := [][2]float64{{1, 2}, {3, 4}, {5, 9}}\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), ""},
	{"brackets: SQL", "INSERT INTO p (x, y) VALUES (1, 2), (3, 4), (5, 9);\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), ""},
	{"brackets: YAML", "- [1, 2]\n- [3, 4]\n- [5, 9]\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), ""},
	{"brackets: C, single precision", "{1.0, 2.0}, {3.0f, 4.0}, {5.0, 9.0}", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), "“3.0f” was read as 3"},
	{"brackets: Mathematica", "{{1., 2.}, {3., 4.}, {5.*^-1, 9.}}", "column 1", "column 2", xy(1, 2, 3, 4, 0.5, 9), "“5.*^-1” was read as 0.5"},
	{"brackets: one holds no number", "{1.0, 2.0}, {3.0q, 4.0}, {5.0, 9.0}, {7, 8}", "column 1", "column 2", xy(1, 2, 5, 9, 7, 8), "1 of 4 rows has no number and was left out"},
	{"brackets: one is not closed", "(1, 2)\n(3, 4\n(5, 9)\n", "", "", nil, ""},
	{"brackets: years in prose", "(Smith, 2020) and (Jones, 2021) say so (1, 2).\n", "", "", nil, ""},
	{"cells of pairs: quoted", "id,point\n1,\"(1, 2)\"\n2,\"(3, 4)\"\n3,\"(5, 9)\"\n", "point 1", "point 2", xy(1, 2, 3, 4, 5, 9), "hold several numbers"},
	{"cells of pairs: lists", "name;pos\nA;[1.5, 2]\nB;[3, 4]\nC;[5, 9]\n", "pos 1", "pos 2", xy(1.5, 2, 3, 4, 5, 9), "hold several numbers"},
	{"cells of pairs: a map", "city,latlng\nA,\"48.1, 11.5\"\nB,\"48.2, 11.7\"\n", "longitude", "latitude", xy(11.5, 48.1, 11.7, 48.2), "as on a map"},
	{"cells of pairs: names of both", "id,\"lon, lat\"\n7,\"11.5, 48.1\"\n3,\"11.7, 48.2\"\n", "lon", "lat", xy(11.5, 48.1, 11.7, 48.2), ""},
	{"cells of pairs: complex numbers", "z\n1.5+2j\n3-4j\n5+9j\n", "z 1", "z 2", xy(1.5, 2, 3, -4, 5, 9), "hold several numbers"},
	{"cells of pairs: a decimal comma is none", "x;y\n1,5;2.5\n3,5;4.5\n5,5;9.5\n", "", "", nil, "have different decimal marks"},
	{"one line: pairs", "1,2 3,4 5,9 7,8\n", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9, 7, 8), "in one line"},
	{"one line: rows", "1 2; 3 4; 5 9", "column 1", "column 2", xy(1, 2, 3, 4, 5, 9), "in one line"},
	{"one line: KML", "-122.08,37.42,0 -122.09,37.43,0\n", "column 1", "column 2", xy(-122.08, 37.42, -122.09, 37.43), ""},
	{"one line: numbers", strings.Repeat("1.5 2.5 ", 20), "", "", nil, "write a pair in each line"},
	{"two lines: x and y", "0,0.5,1,1.5,2,2.5,3,3.5\n0,1,4,9,16,25,36,49\n", "column 1", "column 2", xy(0, 0, 0.5, 1, 1, 4, 1.5, 9), "two rows of 8 numbers"},
	{"two lines: with names", "x;0;0,5;1;1,5;2;2,5;3;3,5\ny;0;1;4;9;16;25;36;49\n", "x", "y", xy(0, 0, 0.5, 1, 1, 4), "two rows of 8 numbers"},
	{"two lines: few, with the names of coordinates", "lon,8.5,7.4,6.1\nlat,47.4,46.9,46.2\n", "lon", "lat", xy(8.5, 47.4, 7.4, 46.9, 6.1, 46.2), "two rows of 3 numbers"},
	{"two lines: below names of the points", ",p,q,r\nx,1,3,5\ny,2,4,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), "two rows of 3 numbers"},
	{"two lines: and others", "t,0,1,2,4\nx,1,3,5,7\ny,2,4,9,8\n", "x", "y", xy(1, 2, 3, 4, 5, 9, 7, 8), "lies on its side: its 3 rows of 4 numbers"},
	{"two lines: of a matrix", ",PC1,PC2,PC3\nx,1,0.5,3\ny,0.5,1,4\n", "PC1", "PC2", xy(1, 0.5, 0.5, 1), ""},
	{"columns one by one: Python", "x = [1, 3, 5]\ny = np.array([2, 4., None])\n", "x", "y", xy(1, 2, 3, 4), "1 of 3 rows"},
	{"columns one by one: R", "x <- c(1.5, 3.5, 5)\ny <- c(2, 4, NA)\n", "x", "y", xy(1.5, 2, 3.5, 4), ""},
	{"columns one by one: R's dput", "structure(list(x = c(1.5, 3.5, 5), y = c(2, 4, 9)), class = \"data.frame\", row.names = c(NA, -3L))\n", "x", "y", xy(1.5, 2, 3.5, 4, 5, 9), ""},
	{"columns one by one: YAML", "x: [1, 3, 5]\ny: [2, 4, 9]\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"names in each line", "epoch=1 loss=0.5 acc=0.6\nepoch=2 loss=0.4 acc=0.7\nepoch=3 loss=0.3 acc=0.8\n", "loss", "acc", xy(0.5, 0.6, 0.4, 0.7, 0.3, 0.8), "beside the names"},

	{"printed: polars", "shape: (3, 2)\n┌─────┬─────┐\n│ x   ┆ y   │\n│ --- ┆ --- │\n│ f64 ┆ f64 │\n╞═════╪═════╡\n│ 1.5 ┆ 2.0 │\n│ 3.5 ┆ 4.0 │\n└─────┴─────┘\n", "x", "y", xy(1.5, 2, 3.5, 4), ""},
	{"printed: Julia", "3×2 DataFrame\n Row │ x        y\n     │ Float64  Float64\n─────┼──────────────────\n   1 │     1.5      2.0\n   2 │     3.5      4.0\n   3 │     5.0      9.0\n", "x", "y", xy(1.5, 2, 3.5, 4, 5, 9), ""},
	{"printed: a matrix of Julia", "3×2 Matrix{Float64}:\n 1.5  2.0\n 3.5  4.0\n", "column 1", "column 2", xy(1.5, 2, 3.5, 4), ""},
	{"printed: Octave", "A =\n\n   1.5000   2.0000\n   3.5000   4.0000\n", "column 1", "column 2", xy(1.5, 2, 3.5, 4), ""},
	{"printed: MATLAB, with a factor", "A =\n\n   1.0e+03 *\n\n    0.0015    0.0020\n    3.5000    4.0000\n", "", "", nil, "below a factor"},
	{"printed: tibble", "# A tibble: 3 × 2\n      x     y\n  <dbl> <dbl>\n1   1.5     2\n2   3.5     4\n3   5       9\n", "x", "y", xy(1.5, 2, 3.5, 4, 5, 9), ""},
	{"printed: data.table", "       x     y\n   <num> <num>\n1:   1.5     2\n2:   3.5     4\n", "x", "y", xy(1.5, 2, 3.5, 4), ""},
	{"printed: pandas, in part", "       x    y\n0    1.5  2.0\n1    3.5  4.0\n..   ...  ...\n98   5.0  9.0\n99   6.0  1.0\n\n[100 rows x 2 columns]\n", "x", "y", xy(1.5, 2, 3.5, 4, 5, 9, 6, 1), "rows that are not there"},
	{"printed: what pandas says of a table", "                x          y\ncount  150.000000  150.00000\nmean     5.843333    3.05400\nstd      0.828066    0.43359\nmin      4.300000    2.00000\n25%      5.100000    2.80000\n50%      5.800000    3.00000\n75%      6.400000    3.30000\nmax      7.900000    4.40000\n", "", "", nil, "a summary of a table"},
	{"printed: a table about mean and sd", "group,mean,sd\nA,1.5,2\nB,2.5,1\nC,3,5\n", "mean", "sd", xy(1.5, 2, 2.5, 1, 3, 5), ""},

	{"parts: a second table", "x,y\n1,2\n3,4\n5,9\n\na,b,c\n1,2,3\n4,5,6\n", "x", "y", xy(1, 2, 3, 4, 5, 9), "Another table begins in line 6"},
	{"parts: a second table of the same width", "x,y\n1,2\n3,4\n5,9\n,\n,,\na,b\n100,200\n300,400\n", "x", "y", xy(1, 2, 3, 4, 5, 9), "Another table begins in line 7"},
	{"parts: the same names again", "x,y\n1,2\n\nx,y\n3,4\nx,y\n5,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), "names stand again in 2 lines"},
	{"parts: blocks without names", "x y\n1 2\n3 4\n\n5 9\n7 8\n", "x", "y", xy(1, 2, 3, 4, 5, 9, 7, 8), ""},
	{"parts: an instrument's lines above", "Integration,100\nAverages,5\nSmooth,3\n\nWave,Signal\n400,1.5\n401,2.5\n403,0.7\n", "Wave", "Signal", xy(400, 1.5, 401, 2.5, 403, 0.7), "3 lines above"},
	{"parts: words of the table's width above", "Instrument,XYZ\nOperator,me\n\nTime,Signal\n0.5,1.5\n1,2.5\n2,0.5\n", "Time", "Signal", xy(0.5, 1.5, 1, 2.5, 2, 0.5), ""},
	{"parts: sep= that is not true", "sep=;\nx,y\n1,2\n3,4\n", "x", "y", xy(1, 2, 3, 4), ""},

	{"signs: a currency is no decimal", "x,y\n12 USD,3\n15 USD,4\n20 USD,9\n", "x", "y", xy(12, 3, 15, 4, 20, 9), "“12 USD” was read as 12"},
	{"signs: notes behind numbers", "x,y\n\"1,250[1]\",2\n3[a],4\n5*,9\n", "x", "y", xy(1250, 2, 3, 4, 5, 9), "was read as 1250"},
	{"signs: quotes of word processors", "“x”,“y”\n“1.5”,“2”\n“3.5”,“4”\n", "x", "y", xy(1.5, 2, 3.5, 4), ""},
	{"signs: low lines between thousands", "x,y\n1_000,2\n3_500,4\n", "x", "y", xy(1000, 2, 3500, 4), "“1_000” was read as 1000"},
	{"no value: numbers too wide for their place", "x,y\n1,2\n****,4\n5,9\n******,8\n2,2\n", "x", "y", xy(1, 2, 5, 9, 2, 2), "2 of 5 rows"},
	{"dates alone", "start,end\n2020-01-01,2020-01-05\n2020-02-01,2020-02-09\n", "start", "end", xy(18262, 18266, 18293, 18301), "days since"},
	{"blanks of Chinese texts", "x\u3000y\n1\u30002\n3\u30004\n", "x", "y", xy(1, 2, 3, 4), ""},
	{"blanks of web pages", "x\u00a0y\n1.5\u00a02\n3\u00a04\n", "x", "y", xy(1.5, 2, 3, 4), ""},
	{"separators of Hive", "x\x01y\n1.5\x012\n3.5\x014\n", "x", "y", xy(1.5, 2, 3.5, 4), ""},
	{"ends of lines of Unicode", "x,y\u20281,2\u20283,4", "x", "y", xy(1, 2, 3, 4), ""},
	{"zeros where writing stopped", "x,y\n1,2\n3,4\n\x00\x00\x00\n5,9\n", "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"a zero inside a number", "x,y\n1\x005,2\n3,4\n5,9\n6,1\n7,8\n", "x", "y", xy(3, 4, 5, 9, 6, 1, 7, 8), "1 of 5 rows"},

	{"maps: Japanese", "緯度,経度\n35.7,139.7\n34.7,135.5\n", "経度", "緯度", xy(139.7, 35.7, 135.5, 34.7), "as on a map"},
	{"maps: traditional Chinese", "測站,緯度,經度\n甲,25.0,121.5\n乙,24.1,120.6\n", "經度", "緯度", xy(121.5, 25, 120.6, 24.1), "as on a map"},
	{"maps: Russian", "широта,долгота\n55.7,37.6\n59.9,30.3\n", "долгота", "широта", xy(37.6, 55.7, 30.3, 59.9), "as on a map"},
	{"maps: a part of the name", "编号,WGS84纬度,WGS84经度\n1,39.9,116.4\n2,31.2,121.5\n", "WGS84经度", "WGS84纬度", xy(116.4, 39.9, 121.5, 31.2), "as on a map"},
	{"maps: camel's humps", "startLat,startLng,endLat,endLng\n41.9,-87.6,41.8,-87.7\n41.7,-87.5,41.6,-87.9\n", "startLng", "startLat", xy(-87.6, 41.9, -87.5, 41.7), "as on a map"},
	{"maps: Gauß–Krüger", "Nr;Hochwert;Rechtswert\n1;5430000,5;3500000,25\n2;5430010,5;3500020,25\n", "Rechtswert", "Hochwert", xy(3500000.25, 5430000.5, 3500020.25, 5430010.5), "as on a map"},
	{"maps: 维度 for 纬度", "名称,维度,经度\n甲,39.9,116.4\n乙,31.2,121.5\n", "经度", "维度", xy(116.4, 39.9, 121.5, 31.2), "as on a map"},
	{"index: X of R", "X,a,b\n1,1.5,2\n2,2.5,1\n3,3.5,3\n", "a", "b", xy(1.5, 2, 2.5, 1, 3.5, 3), "“X” numbers the rows"},
	{"index: x that counts beside y", "x,y,b\n1,1.5,2\n2,2.5,1\n3,3.5,3\n", "x", "y", xy(1, 1.5, 2, 2.5), ""},
	{"counts: rows and columns above", "3 2\n1.5 2\n3.5 4\n5 9\n", "column 1", "column 2", xy(1.5, 2, 3.5, 4, 5, 9), "1 line above"},
	{"counts: a point that is none of them", "4 2\n1.5 2\n3.5 4\n5 9\n", "column 1", "column 2", xy(4, 2, 1.5, 2), ""},
	{"thousands: plain blanks between commas", "a,b\n1 234,5 678\n2 345,6 789\n", "a", "b", xy(1234, 5678, 2345, 6789), "can also be read with blanks between columns"},

	{"JSON: types of MongoDB", `{"_id":{"$oid":"5"},"x":{"$numberDouble":"1.5"},"y":{"$numberInt":"2"}}` + "\n" + `{"_id":{"$oid":"6"},"x":{"$numberDouble":"3.5"},"y":{"$numberInt":"4"}}`, "x", "y", xy(1.5, 2, 3.5, 4), ""},

	{"charts: Plotly, packed", `{"data":[{"type":"scatter","x":{"dtype":"f8","bdata":"AAAAAAAA8D8AAAAAAAAIQAAAAAAAABRA"},"y":{"dtype":"i1","bdata":"AvwJ"}}]}`, "x", "y", xy(1, 2, 3, -4, 5, 9), ""},
	{"charts: Bokeh, packed", `{"x":{"type":"ndarray","array":{"type":"bytes","data":"P4AAAEBAAABAoAAA"},"shape":[3],"dtype":"float32","order":"big"},"y":[2,4,9]}`, "x", "y", xy(1, 2, 3, 4, 5, 9), ""},
	{"charts: packed, cut off", `{"x":{"dtype":"f8","bdata":"AAAAAAAA8D8A"},"y":[2,4,9]}`, "", "", nil, "without a table of numbers"},
	{"charts: Chart.js, points", `const config = {type: 'scatter', data: {datasets: [{label: 'A', data: [{x: 1, y: 2}, {x: 3, y: 4}]}, {label: 'B', data: [{x: 5, y: 9}, {x: 6, y: 1}], backgroundColor: 'rgb(1, 2, 3)'}]}};`, "x", "y", xy(1, 2, 3, 4, 5, 9, 6, 1), "2 series"},
	{"charts: Chart.js, values above labels", `{"type":"line","data":{"labels":[1.5,2,4],"datasets":[{"label":"Sales","data":[10,20,30],"borderWidth":1}]}}`, "labels", "Sales", xy(1.5, 10, 2, 20, 4, 30), ""},
	{"charts: Chart.js, values above dates", `{"labels":["2020-01-01","2020-01-02","2020-01-05"],"datasets":[{"label":"v","data":[3,null,1]}]}`, "labels", "v", xy(18262, 3, 18266, 1), "days since"},
	{"charts: Chart.js, values above names", `{"labels":["Jan","Feb","Mar"],"datasets":[{"label":"Sales","data":[10,20,30]},{"label":"Costs","data":[5,9,11]}]}`, "Sales", "Costs", xy(10, 5, 20, 9, 30, 11), ""},
	{"charts: ECharts", `{"xAxis":{"data":[1.5,2.5,4]},"yAxis":{},"series":[{"name":"u","data":[150,230,224],"type":"line"}]}`, "labels", "u", xy(1.5, 150, 2.5, 230, 4, 224), ""},
	{"charts: Highcharts", `{"series":[{"name":"A","data":[1,2,3]},{"name":"B","data":[5,1,4]}],"xAxis":[{"categories":["a","b","c"]}]}`, "A", "B", xy(1, 5, 2, 1, 3, 4), ""},
	{"charts: one series above names", `{"xAxis":{"data":["Mon","Tue","Wed"]},"series":[{"data":[150,230,224]}]}`, "", "", nil, "1 column of numbers"},
	{"charts: Google's table", `{"cols":[{"id":"","label":"u","type":"number"},{"id":"v","label":"","type":"number"}],"rows":[{"c":[{"v":1,"f":"one"},{"v":2,"f":null}]},{"c":[{"v":3},null]},{"c":[{"v":5},{"v":9}]}]}`, "u", "v", xy(1, 2, 5, 9), "1 of 3 rows"},
	{"charts: Google's answer", "/*O_o*/\ngoogle.visualization.Query.setResponse({\"version\":\"0.6\",\"table\":{\"cols\":[{\"id\":\"A\",\"label\":\"t\"},{\"id\":\"B\",\"label\":\"v\"}],\"rows\":[{\"c\":[{\"v\":1.5},{\"v\":2.0}]},{\"c\":[{\"v\":3},{\"v\":4.0}]}]}});", "t", "v", xy(1.5, 2, 3, 4), ""},
	{"charts: Google's dates", `{"cols":[{"label":"t"},{"label":"v"}],"rows":[{"c":[{"v":"Date(2020,0,1)"},{"v":2}]},{"c":[{"v":"Date(2020,1,3)"},{"v":4}]}]}`, "", "", nil, "“Date(2020,0,1)” is a text"},
	{"charts: members of other kinds", `{"datasets":[{"data":5},"a",null],"series":7,"labels":{"a":1}}`, "", "", nil, "JSON without a table"},

	{"months: French", "date,valeur\n12 janv. 2020,3\n1er févr. 2020,4\n14 mars 2020,9\n15 août 2021,2\n", "date", "valeur", xy(18273, 3, 18293, 4, 18335, 9, 18854, 2), "days since"},
	{"months: German", "Datum;Wert\n12. März 2020;3,5\n13. Okt. 2020;4,5\n14. Dezember 2020;9,5\n", "Datum", "Wert", xy(18333, 3.5, 18548, 4.5, 18610, 9.5), "days since"},
	{"months: Spanish", "fecha;valor\n12 de enero de 2020;3\n13 de febrero de 2020;4\n15 de ago. de 2020;9\n", "fecha", "valor", xy(18273, 3, 18305, 4, 18489, 9), "days since"},
	{"months: Italian", "data;valore\n12 gennaio 2020;3\n13 mag 2020;4\n15 settembre 2020;9\n", "data", "valore", xy(18273, 3, 18395, 4, 18520, 9), "days since"},
	{"months: letters of two", "a;b\n12 jui 2020;3\n13 jui 2020;4\n", "", "", nil, ""},
	{"well-known text: points in cells", "id;geom\n1;POINT (30 10)\n2;POINT EMPTY\n3;Point(12 5)\n4;SRID=4326\n5;POINT Z (1 9)\n6;POINT (7 8)\n", "", "", nil, "POINT"},
	{"well-known text: a point a line", "POINT (30 10)\nPOINT (12 5)\nPOINT(1 2)\n", "column 1", "column 2", xy(30, 10, 12, 5, 1, 2), "hold several numbers"},
	{"well-known text: in quotes", "id,wkt\n7,\"POINT (30 10)\"\n2,\"POINT (12 5)\"\n", "wkt 1", "wkt 2", xy(30, 10, 12, 5), "hold several numbers"},
	{"well-known text: with a system", "SRID=4326;POINT Z(1 2 3)\nSRID=4326;POINT Z(3 4 5)\n", "column 2", "column 3", xy(1, 2, 3, 4), "hold several numbers"},
	{"well-known text: points and others", "id,geom\n1,POINT (30 10)\n2,\"POLYGON ((30 10, 40 40, 20 40, 30 10))\"\n3,POINT (12 5)\n", "", "", nil, "is a geometry (WKT)"},
	{"maps: German", "Ort;Breite;Länge\nA;48,1;11,5\nB;48,2;11,75\n", "Länge", "Breite", xy(11.5, 48.1, 11.75, 48.2), "as on a map"},
	{"maps: German for sizes", "Länge;Breite;Höhe\n48,1;11,5;3\n48,2;11,75;4\n", "Länge", "Breite", xy(48.1, 11.5, 48.2, 11.75), ""},
	{"maps: German for sizes that are no places", "Breite;Länge\n480,1;1150,2\n482,2;1160,3\n", "Breite", "Länge", xy(480.1, 1150.2, 482.2, 1160.3), ""},
	{"summary: on its side", ",count,mean,std,min,25%,50%,75%,max\nu,150,5.84,0.82,4.3,5.1,5.8,6.4,7.9\nv,150,3.05,0.43,2,2.8,3,3.3,4.4\nw,150,3.75,1.76,1,1.6,4.35,5.1,6.9\n", "", "", nil, "a summary of a table"},
	{"summary: on its side, printed", "   count  mean   std  min  25%   50%  75%  max\nu  150.0  5.84  0.82  4.3  5.1  5.80  6.4  7.9\nv  150.0  3.05  0.43  2.0  2.8  3.00  3.3  4.4\n", "", "", nil, "a summary of a table"},
	{"summary: none, though numbers of groups", "group,n,mean,sd,min,max,score\nA,3,1.5,2,0,4,7\nB,4,2.5,1,1,5,9\n", "n", "mean", xy(3, 1.5, 4, 2.5), ""},

	{"no table: HTML", "<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>2</td></tr></table>", "", "", nil, "a table of a web page (HTML)"},
	{"no table: SVG", "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\"><circle r=\"1\"/></svg>", "", "", nil, "a drawing as SVG"},
	{"no table: GPX", "<gpx version=\"1.1\"><trk><trkseg><trkpt lat=\"48.1\" lon=\"11.5\"></trkpt></trkseg></trk></gpx>", "", "", nil, "an XML document"},
	{"no table: Matrix Market", "%%MatrixMarket matrix coordinate real general\n3 2 6\n1 1 1.5\n2 1 3.5\n3 1 5\n", "", "", nil, "a Matrix Market file"},
	{"no table: NMEA", "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47\n$GPGGA,123520,4807.138,N,01131.100,E,1,08,0.9,545.4,M,46.9,M,,*47\n", "", "", nil, "a log of a GPS receiver"},
	{"no table: JCAMP", "##TITLE=test\n##XYDATA=(X++(Y..Y))\n400 1 2 3\n403 4 5 6\n##END=\n", "", "", nil, "a JCAMP-DX spectrum"},
	{"no table: ESRI", "ncols 3\nnrows 2\ncellsize 10\n1 2 3\n4 5 6\n", "", "", nil, "a grid of heights"},
	{"no table: PGM", "P2\n3 2\n255\n1 2 3\n4 5 6\n", "", "", nil, "a PNM picture"},
	{"no numbers: hexadecimal", "x,y\n0x10,2\n0x20,4\n", "", "", nil, "a hexadecimal number"},
	{"no numbers: LIBSVM", "1 1:0.5 2:0.7\n-1 1:0.2 2:0.1\n", "", "", nil, "sparse features"},
	{"no numbers: quarters", "q,y\n2020Q1,3\n2020Q2,4\n", "", "", nil, "a part of a year"},
	{"no numbers: an address", "https://example.org/data.csv", "", "", nil, "an address"},
}

// TestTextsThatAreNearlyTables: what stands around a table is not taken for a part of it, and what
// is said is true of the file.
func TestTextsThatAreNearlyTables(t *testing.T) {
	for _, c := range nearly {
		p, err := open(c.text, "", Choice{})
		if c.x == "" || err != nil {
			e, ok := err.(*Error)
			if !ok || c.x != "" || !strings.Contains(e.Error(), c.says) || e.Range() == "" || e.Sentence().ZH == "" {
				t.Errorf("%s: %v, %v", c.kind, p, err)
			}
			continue
		}
		if r := &p.Report; r.X != c.x || r.Y != c.y || !begins(p.XY, c.xy) || !strings.Contains(notes(r), c.says) {
			t.Errorf("%s: got %s and the points %v, want %s, %s and %v, and to be told %q:\n%s", c.kind, taken(r), p.XY, c.x, c.y, c.xy, c.says, notes(r))
		}
	}
}

// TestRowsAreThoseOfTheText: rewriting a text neither adds rows nor loses them.
func TestRowsAreThoseOfTheText(t *testing.T) {
	for _, rows := range []int{2, 3, 17, 600} {
		for kind, row := range map[string]string{
			"brackets": "(%d, %[2]d)\n", "one line": "%d,%[2]d ", "cells": "7,\"[%d, %[2]d]\"\n", "names": "a=%d b=%[2]d\n", "comments": "%d,%[2]d // no\n", "wide blanks": "%d\u3000%[2]d\n",
		} {
			var b strings.Builder
			for i := range rows {
				fmt.Fprintf(&b, row, 2*i, i*i)
			}
			p, err := open(b.String(), "", Choice{})
			if err != nil || len(p.XY) != rows || p.Report.Rows != rows || p.XY[rows-1] != [2]float64{float64(2*rows - 2), float64((rows - 1) * (rows - 1))} {
				t.Errorf("%d rows of %s: %v, %v", rows, kind, p, err)
			}
		}
	}
}

// TestComplexArrays: an array of complex numbers in one dimension is the points that they are.
func TestComplexArrays(t *testing.T) {
	for descr, items := range map[string][]byte{
		"<c16": binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(nil,
			math.Float64bits(1)), math.Float64bits(2)), math.Float64bits(3)), math.Float64bits(-5)),
		">c8": binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil,
			math.Float32bits(1)), math.Float32bits(2)), math.Float32bits(3)), math.Float32bits(-5)),
	} {
		p, err := open(npy(1, descr, false, "(2,)", items), "", Choice{})
		if err != nil || !begins(p.XY, xy(1, 2, 3, -5)) || len(p.XY) != 2 {
			t.Errorf("%s: %v, %v", descr, p, err)
		}
		if _, err = open(npy(1, descr, false, "(1, 2)", items), "", Choice{}); err == nil || !strings.Contains(err.Error(), "type "+descr) {
			t.Errorf("%s in two dimensions: %v", descr, err)
		}
	}
}

// TestFilesOfOtherPrograms: each is called what it is.
func TestFilesOfOtherPrograms(t *testing.T) {
	for data, says := range map[string]string{
		"\x00\x00\x00\x18ftypheic" + "\x00\x01": "HEIC", "ID3\x03\x00\x01": "a sound", "RIFF\x24\x01\x00\x00WAVEfmt \x10": "a sound or video",
		"HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!0000": "a SAS file", strings.Repeat("\x00", 128) + "DICM\x02": "a DICOM picture", "LASF\x01\x02": "(LAS)",
		"\x00\x00\x27\x0a\x00\x01": "a shapefile", "MATLAB 7.3 MAT-file, Platform": "a MATLAB file", "8BPS\x00\x01": "Photoshop", "\x7fELF\x02\x01": "a program", "MZ\x90\x00\x03": "a program",
		"%!PS-Adobe-3.0\n1 2 moveto\n3 4 lineto\n": "PostScript", "PK\x03\x04....archive/data.pkl": "a PyTorch file", "PK\x03\x04....Index/Document.iwa": "Apple Numbers",
		"\x00\x00\x08\x03\x00\x00\x00\x01\x00\x00\x00\x04\x00\x00\x00\x04................": "the scene digits takes pictures",
		">seq1\nACGT\n>seq2\nGGTT\n": "“ACGT” is a word", "[[1e400,\"a1\"],[3,4]]": "1 column of numbers",
	} {
		_, err := open(data, "", Choice{})
		e, ok := err.(*Error)
		if !ok || !strings.Contains(e.Error(), says) || e.Range() == "" || strings.ContainsRune(e.Error(), 0) {
			t.Errorf("%q: %v", data[:min(len(data), 40)], err)
		}
	}
	if p, err := open("[[[1,2],[3,4],[5,9]]]", "", Choice{}); err != nil || !begins(p.XY, xy(1, 2, 3, 4, 5, 9)) {
		t.Error(p, err)
	}
	if p, err := open("[[1e400,2],[3,4],[5,9]]", "", Choice{}); err != nil || !strings.Contains(notes(&p.Report), `row 1: "+Inf" is not a number`) {
		t.Error(p, err)
	}
}
