using UglyToad.PdfPig.Content;

namespace Collegue.Knowledge.Reading;

/// <summary>A printed word with its place, in points from the lower left corner.</summary>
internal sealed record PdfWord(string Text, double Left, double Right, double Baseline, double Size, bool IsBold)
{
    public static PdfWord Of(Word word)
    {
        var first = word.Letters[0];
        var bold = word.Letters.All(letter =>
            letter.FontDetails?.IsBold == true || letter.FontName?.Contains("Bold", StringComparison.OrdinalIgnoreCase) == true);
        // Fonts drawn through a matrix may declare a size of 1: the height of the letters tells then.
        var size = first.PointSize > 2 ? first.PointSize : Math.Max(1, word.BoundingBox.Height * 1.3);
        return new PdfWord(word.Text, word.BoundingBox.Left, word.BoundingBox.Right, first.StartBaseLine.Y, size, bold);
    }

    public bool SharesLineWith(PdfWord other)
    {
        var top = Math.Min(Baseline + Size * 0.7, other.Baseline + other.Size * 0.7);
        var bottom = Math.Max(Baseline - Size * 0.2, other.Baseline - other.Size * 0.2);
        return top - bottom > Math.Min(Size, other.Size) * 0.9 * 0.55;
    }
}
