using System.Buffers.Binary;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace Collegue.Casework.Sending.Paper;

/// <summary>
/// The letters' own typeface, kept in the program: a bare server has none. Atkinson Hyperlegible Next (SIL Open Font License 1.1) was drawn so
/// that people with low vision tell its letters apart.
/// </summary>
internal sealed class PaperFonts : IFontResolver
{
    private const string Family = "Atkinson Hyperlegible Next";
    private static readonly byte[] Regular = Read("AtkinsonHyperlegibleNext-Regular.ttf");
    private static readonly byte[] Bold = Read("AtkinsonHyperlegibleNext-Bold.ttf");
    private static readonly HashSet<int> Covered = Characters(Regular);

    static PaperFonts() => GlobalFontSettings.FontResolver = new PaperFonts();

    private PaperFonts()
    {
    }

    public static XFont Of(double points, bool bold = false) => new(Family, points, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);

    /// <summary>Whether the typeface has a drawing for the character.</summary>
    public static bool Has(int character) => Covered.Contains(character);

    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(isBold ? "bold" : "regular");

    public byte[]? GetFont(string faceName) => faceName == "bold" ? Bold : Regular;

    private static byte[] Read(string name)
    {
        using var stream = typeof(PaperFonts).Assembly.GetManifestResourceStream($"Collegue.Casework.Sending.Paper.Fonts.{name}")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>The characters of the font's own table (OpenType <c>cmap</c>, format 4).</summary>
    private static HashSet<int> Characters(byte[] font)
    {
        var tables = Number(font, 4);
        var map = Enumerable.Range(0, tables).Select(at => 12 + (16 * at)).First(at => font.AsSpan(at, 4).SequenceEqual("cmap"u8));
        var start = (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(map + 8));
        var table = Enumerable.Range(0, Number(font, start + 2))
            .Select(at => start + (int)BinaryPrimitives.ReadUInt32BigEndian(font.AsSpan(start + 8 + (8 * at)))).First(at => Number(font, at) == 4);
        var segments = Number(font, table + 6) / 2;
        var found = new HashSet<int>();
        for (var segment = 0; segment < segments; segment++)
        {
            var last = Number(font, table + 14 + (2 * segment));
            for (var character = Number(font, table + 16 + (2 * (segments + segment))); character <= last && character != 0xFFFF; character++)
            {
                found.Add(character);
            }
        }

        return found;
    }

    private static int Number(byte[] font, int at) => BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(at));
}
