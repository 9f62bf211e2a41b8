namespace Collegue.Knowledge.Reading;

/// <summary>The rows of a LibreOffice table, merged cells filled so that each value stays under its title.</summary>
internal sealed class OdtTable(OdtWalk walk, Func<string> words)
{
    private const int WidestSpan = 50;
    private int cells;

    public IEnumerable<Block> Read()
    {
        var rows = new List<IReadOnlyList<string>>();
        var hasHeader = false;
        var below = new Dictionary<int, (int Rows, string Text)>();
        Rows();
        return TableRows.Read(rows, hasHeader);

        void Rows() => walk.Inside(() =>
        {
            if (walk.Name == "table-row")
            {
                rows.Add(Row(below));
                return;
            }
            hasHeader |= walk.Name == "table-header-rows" && rows.Count == 0;
            if (walk.Name is "table-header-rows" or "table-rows" or "table-row-group")
                Rows();
            else
                walk.Skip();
        });
    }

    private List<string> Row(Dictionary<int, (int Rows, string Text)> below)
    {
        var row = new List<string>();
        walk.Inside(() =>
        {
            var isCovered = walk.Name == "covered-table-cell";
            var (times, down) = (walk.Number("number-columns-repeated", WidestSpan), walk.Number("number-rows-spanned", 10_000) - 1);
            var text = words();
            if ((cells += times) > ReadingBounds.Cells)
                throw new OverLimitException(ReadingTexts.Swollen);
            for (; times > 0; times--)
            {
                if (isCovered && below.Remove(row.Count, out var above))
                    text = Continue(below, row.Count, above);
                else if (down > 0)
                    below[row.Count] = (down, text);
                row.Add(text);
            }
        });
        return row;
    }

    private static string Continue(Dictionary<int, (int Rows, string Text)> below, int column, (int Rows, string Text) above)
    {
        if (above.Rows > 1)
            below[column] = (above.Rows - 1, above.Text);
        return above.Text;
    }
}
