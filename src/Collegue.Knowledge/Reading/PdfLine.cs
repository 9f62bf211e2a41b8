namespace Collegue.Knowledge.Reading;

/// <summary>A printed line, or its part inside one column.</summary>
/// <param name="Cells">Parts separated by a wide blank: more than one in the row of a table.</param>
/// <param name="Margin">Right edge of the column the line belongs to.</param>
internal sealed record PdfLine(
    int Page, IReadOnlyList<string> Cells, double Left, double Right, double Baseline, double Size, bool IsBold,
    double FirstWordWidth, double Margin, double PageHeight)
{
    public bool IsRow => Cells.Count > 1;

    public string Text => Cells.Count == 2 ? $"{Cells[0].TrimEnd(':', ' ')} : {Cells[1]}" : string.Join(" ; ", Cells);

    /// <summary>The first word of the next line had room here: the writer went to a new line on purpose.</summary>
    public bool HasRoomFor(PdfLine next) => Right + Size / 4 + next.FirstWordWidth < Margin - 1;
}
