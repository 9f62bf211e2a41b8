namespace Collegue.Knowledge.Reading;

/// <summary>A table inside a text becomes one line per row, each understandable alone: "- colonne : valeur ; colonne : valeur".</summary>
internal static class TableRows
{
    /// <param name="hasHeader">The file itself marks the first row as titles.</param>
    public static IEnumerable<Block> Read(IReadOnlyList<IReadOnlyList<string>> rows, bool hasHeader)
    {
        var filled = rows.Where(row => row.Any(cell => cell.Length > 0)).ToList();
        var titles = filled.Count > 1 && (hasHeader || LooksLikeTitles(filled)) ? filled[0] : null;
        foreach (var row in titles is null ? filled : filled.Skip(1))
            yield return new Block.Paragraph("- " + OneLine(row, titles));
    }

    private static string OneLine(IReadOnlyList<string> row, IReadOnlyList<string>? titles)
    {
        var cells = new List<string>(row.Count);
        for (var at = 0; at < row.Count; at++)
        {
            var value = row[at].Replace('\n', ' ');
            if (value.Length == 0)
                continue;
            var title = titles is not null && at < titles.Count ? titles[at].Replace('\n', ' ') : "";
            cells.Add(title.Length == 0 ? value : $"{title.TrimEnd(':', ' ')} : {value}");
        }
        // Without titles a row of two is most often a label and its value.
        return titles is null && cells.Count == 2
            ? $"{cells[0].TrimEnd(':', ' ')} : {cells[1]}"
            : string.Join(" ; ", cells);
    }

    /// <summary>
    /// Guesses only on three columns or more: "lundi | fermé" above "mardi | 9 h" must not become a title.
    /// Titles hold no digit, and at least one column holds digits in every other row.
    /// </summary>
    private static bool LooksLikeTitles(List<IReadOnlyList<string>> rows)
    {
        var first = rows[0];
        if (first.Count < 3 || first.Skip(1).Any(cell => cell.Length == 0 || cell.Any(char.IsDigit)) || first[0].Any(char.IsDigit))
            return false;
        return Enumerable.Range(1, first.Count - 1).Any(column => rows.Skip(1).All(row =>
            column < row.Count && row[column].Any(char.IsDigit)));
    }
}
