package table

import (
	"bytes"
	"strings"
)

// kind is a sort of file that is known by its first bytes and cannot be read.
type kind struct {
	name   Text
	advice Text
	magic  []string // any of them, at offset
	offset int
}

var (
	saveAsCSV     = Text{"a CSV file: open this one and save the sheet as CSV", "CSV 文件：请打开此文件并将工作表另存为 CSV"}
	exportCSV     = Text{"a CSV file: export the table as CSV with the program that wrote this one", "CSV 文件：请用生成此文件的程序将表格导出为 CSV"}
	unpack        = Text{"the file that is inside: unpack this one first", "其中的文件：请先解压"}
	withPandas    = Text{"a CSV file: in Python, pandas reads this one and to_csv writes it", "CSV 文件：可在 Python 中用 pandas 读取并以 to_csv 写出"}
	withR         = Text{"a CSV file: in R, readRDS or load reads this one and write.csv writes it", "CSV 文件：可在 R 中用 readRDS 或 load 读取并以 write.csv 写出"}
	rawFile       = Text{"the data file itself: on a hosting site, take the link called raw or download", "数据文件本身：在托管网站上请使用 raw 或下载链接"}
	oneArray      = Text{"one array: in Python, numpy.save writes it as .npy", "单个数组：可在 Python 中用 numpy.save 写成 .npy"}
	asCoordinates = Text{"CSV or GeoJSON: programs for maps write both", "CSV 或 GeoJSON：地图软件都能写出"}
	anImage       = Text{"a table of numbers as text; a picture becomes a density when it is dropped on a figure or pasted", "文本形式的数字表格；图片可拖到图上或粘贴，作为密度使用"}
)

// kinds in the order in which they are tried; those that are told apart by
// what stands inside come first.
var kinds = []kind{
	{Text{"a gzip archive", "gzip 压缩文件"}, unpack, []string{"\x1f\x8b"}, 0},
	{Text{"a bzip2 archive", "bzip2 压缩文件"}, unpack, []string{"BZh"}, 0},
	{Text{"an xz archive", "xz 压缩文件"}, unpack, []string{"\xfd7zXZ\x00"}, 0},
	{Text{"a Zstandard archive", "Zstandard 压缩文件"}, unpack, []string{"\x28\xb5\x2f\xfd"}, 0},
	{Text{"a 7-Zip archive", "7-Zip 压缩文件"}, unpack, []string{"7z\xbc\xaf\x27\x1c"}, 0},
	{Text{"a RAR archive", "RAR 压缩文件"}, unpack, []string{"Rar!\x1a\x07"}, 0},
	{Text{"a tar archive", "tar 归档文件"}, unpack, []string{"ustar"}, 257},
	{Text{"an old Excel or Office file", "旧版 Excel 或 Office 文件"}, saveAsCSV, []string{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}, 0},
	{Text{"a Parquet file", "Parquet 文件"}, withPandas, []string{"PAR1"}, 0},
	{Text{"a Feather or Arrow file", "Feather 或 Arrow 文件"}, withPandas, []string{"ARROW1", "FEA1"}, 0},
	{Text{"an Avro file", "Avro 文件"}, withPandas, []string{"Obj\x01"}, 0},
	{Text{"an ORC file", "ORC 文件"}, withPandas, []string{"ORC\n", "ORC\x08"}, 0},
	{Text{"an HDF5 file", "HDF5 文件"}, withPandas, []string{"\x89HDF\r\n\x1a\n"}, 0},
	{Text{"a NetCDF file", "NetCDF 文件"}, exportCSV, []string{"CDF\x01", "CDF\x02", "CDF\x05"}, 0},
	{Text{"an SQLite database", "SQLite 数据库"}, exportCSV, []string{"SQLite format 3\x00"}, 0},
	{Text{"a MATLAB file", "MATLAB 文件"}, exportCSV, []string{"MATLAB 5.0 MAT-file"}, 0},
	{Text{"a Stata file", "Stata 文件"}, exportCSV, []string{"<stata_dta>"}, 0},
	{Text{"an SPSS file", "SPSS 文件"}, exportCSV, []string{"$FL2", "$FL3"}, 0},
	{Text{"a FITS file", "FITS 文件"}, exportCSV, []string{"SIMPLE  ="}, 0},
	{Text{"an R data file", "R 数据文件"}, withR, []string{"RDX2\n", "RDX3\n", "RDA2\n", "RDA3\n"}, 0},
	{Text{"a Python pickle", "Python pickle 文件"}, withPandas, []string{"\x80\x02", "\x80\x03", "\x80\x04", "\x80\x05"}, 0},
	{Text{"a PDF document", "PDF 文档"}, exportCSV, []string{"%PDF-"}, 0},
	{Text{"a PNG picture", "PNG 图片"}, anImage, []string{"\x89PNG\r\n\x1a\n"}, 0},
	{Text{"a JPEG picture", "JPEG 图片"}, anImage, []string{"\xff\xd8\xff"}, 0},
	{Text{"a GIF picture", "GIF 图片"}, anImage, []string{"GIF87a", "GIF89a"}, 0},
	{Text{"a WebP picture", "WebP 图片"}, anImage, []string{"WEBP"}, 8},
	{Text{"a TIFF picture", "TIFF 图片"}, anImage, []string{"II*\x00", "MM\x00*"}, 0},
	{Text{"a BMP picture", "BMP 图片"}, anImage, []string{"\x00\x00\x00\x00"}, 6},
	{Text{"a WebAssembly program", "WebAssembly 程序"}, exportCSV, []string{"\x00asm"}, 0},
	{Text{"a VTK file", "VTK 文件"}, exportCSV, []string{"# vtk DataFile"}, 0},
	{Text{"a PLY model", "PLY 模型"}, exportCSV, []string{"ply\nformat ", "ply\r\nformat "}, 0},
	{Text{"a Wavefront model", "Wavefront 模型"}, exportCSV, []string{"mtllib ", "# Blender", "# Wavefront"}, 0},
	{Text{"a video or a picture of a telephone (MP4, HEIC, AVIF)", "视频或手机图片（MP4、HEIC、AVIF）"}, anImage, []string{"ftyp"}, 4},
	{Text{"a sound", "音频文件"}, exportCSV, []string{"ID3", "fLaC", "OggS"}, 0},
	{Text{"a sound or video", "音频或视频文件"}, exportCSV, []string{"WAVE", "AVI "}, 8},
	{Text{"a SAS file", "SAS 文件"}, exportCSV, []string{"HEADER RECORD*******LIBRARY", strings.Repeat("\x00", 12) + "\xc2\xea\x81\x60"}, 0},
	{Text{"a DICOM picture", "DICOM 图像"}, exportCSV, []string{"DICM"}, 128},
	{Text{"a cloud of points (LAS)", "LAS 点云"}, exportCSV, []string{"LASF"}, 0},
	{Text{"a shapefile", "Shapefile 文件"}, asCoordinates, []string{"\x00\x00\x27\x0a"}, 0},
	{Text{"a MATLAB file", "MATLAB 文件"}, exportCSV, []string{"MATLAB 7.3 MAT-file"}, 0},
	{Text{"a picture of Photoshop", "Photoshop 图片"}, anImage, []string{"8BPS"}, 0},
	{Text{"a program", "可执行程序"}, exportCSV, []string{"MZ\x90", "\x7fELF"}, 0},
	{Text{"a PostScript document", "PostScript 文档"}, exportCSV, []string{"%!PS"}, 0},
	{Text{"a Matrix Market file", "Matrix Market 文件"}, exportCSV, []string{"%%MatrixMarket"}, 0},
	{Text{"a JCAMP-DX spectrum", "JCAMP-DX 谱图文件"}, exportCSV, []string{"##TITLE", "##title"}, 0},
	{Text{"a log of a GPS receiver (NMEA)", "GPS 接收机日志（NMEA）"}, Text{"a track as CSV or GeoJSON: programs for maps and GPSBabel write both", "CSV 或 GeoJSON 轨迹：地图软件与 GPSBabel 都能写出"}, []string{"$GP", "$GN", "$GL", "$GA"}, 0},
	{Text{"a grid of heights (ESRI ASCII)", "ESRI ASCII 栅格"}, exportCSV, []string{"ncols ", "NCOLS ", "ncols\t", "NCOLS\t"}, 0},
	{Text{"a PNM picture", "PNM 图片"}, anImage, []string{"P1\n", "P2\n", "P3\n", "P4\n", "P5\n", "P6\n"}, 0},
	{Text{"a cloud of points (PCD)", "PCD 点云"}, exportCSV, []string{"# .PCD", "VERSION .7"}, 0},
	{Text{"an OFF model", "OFF 模型"}, exportCSV, []string{"OFF\n", "OFF\r\n"}, 0},
	{Text{"a LaTeX document", "LaTeX 文档"}, Text{"the rows of a table alone, from \\begin{tabular} to \\end{tabular}, or a CSV file", "仅含表格行（从 \\begin{tabular} 到 \\end{tabular}），或 CSV 文件"}, []string{"\\documentclass"}, 0},
	{Text{"a pointer of Git LFS, which stands for the file", "Git LFS 指针（代替文件本身）"}, Text{"the file itself: git lfs pull fetches it, and on a hosting site the link called download does", "文件本身：可用 git lfs pull 获取，或在托管网站上使用下载链接"}, []string{"version https://git-lfs"}, 0},
	{Text{"a structure of molecules (PDB)", "分子结构文件（PDB）"}, exportCSV, []string{"ATOM   ", "HETATM ", "HEADER    ", "CRYST1 ", "REMARK   "}, 0},
	{Text{"an RTF document", "RTF 文档"}, saveAsCSV, []string{`{\rtf`}, 0},
}

// zips are told apart by the names of the files in them.
var zips = []struct {
	name   Text
	advice Text
	inside string
}{
	{Text{"an Excel workbook (.xlsx)", "Excel 工作簿（.xlsx）"}, saveAsCSV, "xl/"},
	{Text{"an OpenDocument spreadsheet or document", "OpenDocument 表格或文档"}, saveAsCSV, "mimetypeapplication/vnd.oasis"},
	{Text{"an Office document", "Office 文档"}, saveAsCSV, "[Content_Types].xml"},
	{Text{"a PyTorch file", "PyTorch 文件"}, oneArray, "data.pkl"},
	{Text{"an Apple Numbers spreadsheet or document", "Apple Numbers 表格或文档"}, saveAsCSV, ".iwa"},
	{Text{"an archive of NumPy arrays (.npz)", "NumPy 数组归档（.npz）"}, Text{"one array: numpy.save writes it as .npy", "单个数组：numpy.save 可写成 .npy"}, ".npy"},
}

// unreadable names the kind of file that data begin like; nil for those that
// may be read.
func unreadable(data []byte) *Error {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		for _, z := range zips {
			if bytes.Contains(data, []byte(z.inside)) {
				return &Error{Kind: Unreadable, what: z.name, allowed: z.advice}
			}
		}
		return &Error{Kind: Unreadable, what: Text{"a zip archive", "zip 压缩文件"}, allowed: unpack}
	}
	for _, k := range kinds {
		if k.is(data) {
			return &Error{Kind: Unreadable, what: k.name, allowed: k.advice}
		}
	}
	if isWavefront(data) {
		return &Error{Kind: Unreadable, what: Text{"a Wavefront model", "Wavefront 模型"}, allowed: exportCSV}
	}
	return markup(data)
}

// isWavefront reports points behind v and, among the first lines, faces behind f, which are no points.
func isWavefront(data []byte) bool {
	points, faces := 0, 0
	for line := range bytes.Lines(data) {
		switch {
		case bytes.HasPrefix(line, []byte("v ")):
			points++
		case bytes.HasPrefix(line, []byte("f ")):
			faces++
		case len(bytes.TrimSpace(line)) > 0 && line[0] != '#' && !bytes.HasPrefix(line, []byte("v")) && !bytes.ContainsAny(line[:1], "glostu"):
			return false
		}
		if points > 1 && faces > 0 {
			return true
		}
	}
	return false
}

func (k kind) is(data []byte) bool {
	if len(data) < k.offset || k.offset == 6 && !bytes.HasPrefix(data, []byte("BM")) || k.offset == 8 && !bytes.HasPrefix(data, []byte("RIFF")) {
		return false
	}
	for _, m := range k.magic {
		if bytes.HasPrefix(data[k.offset:], []byte(m)) {
			return true
		}
	}
	return false
}

// markup names web pages and XML, which begin with tags.
func markup(data []byte) *Error {
	head := bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), 512)], []byte("\xef\xbb\xbf"))))
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if bytes.HasPrefix(head, []byte(tag)) {
			return &Error{Kind: Unreadable, what: Text{"a web page", "网页"}, allowed: rawFile}
		}
	}
	tagged := len(head) > 1 && head[0] == '<' && (head[1] >= 'a' && head[1] <= 'z' || head[1] == '!' || head[1] == '?')
	switch start := bytes.ToLower(data[:min(len(data), 1<<14)]); {
	case tagged && bytes.Contains(start, []byte("<t")) && bytes.Contains(start, []byte("</t")) && (bytes.Contains(start, []byte("<table")) || bytes.Contains(start, []byte("<td"))):
		return &Error{Kind: Unreadable, what: Text{"a table of a web page (HTML)", "网页表格（HTML）"}, allowed: Text{"text: open the file in a browser, copy the table and paste it here, or save it as CSV in a spreadsheet", "文本：请在浏览器中打开，复制表格后粘贴到此处，或用电子表格另存为 CSV"}}
	case tagged && bytes.Contains(start, []byte("<svg")):
		return &Error{Kind: Unreadable, what: Text{"a drawing as SVG", "SVG 图形"}, allowed: Text{"the drawing as a PNG picture, whose darkness is taken as the density", "PNG 图片，其明暗作为密度"}}
	case tagged && (bytes.Contains(start, []byte("</")) || bytes.Contains(start, []byte("/>"))):
		return &Error{Kind: Unreadable, what: Text{"an XML document", "XML 文档"}, allowed: exportCSV}
	}
	if bytes.HasPrefix(head, []byte("<?xml")) {
		return &Error{Kind: Unreadable, what: Text{"an XML document", "XML 文档"}, allowed: exportCSV}
	}
	return nil
}

// isBinary reports bytes that no text has.
func isBinary(text string) bool {
	n := 0
	for i := range min(len(text), 4096) {
		if c := text[i]; c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b && c != 0x1a {
			n++
		}
	}
	return n > 0
}
