using System.Globalization;
using System.Text.RegularExpressions;

namespace Collegue.Knowledge.Reading;

/// <summary>Shows a number as a French Excel does: "1 234,50 €", "12,5 %", "01/09/2026", "04 78 12 34 56".</summary>
internal sealed partial class XlsxNumberFormat
{
    private const int Longest = 255;

    private static readonly NumberFormatInfo French = new()
    {
        NumberDecimalSeparator = ",",
        NumberGroupSeparator = " ",
        NegativeSign = "-",
        PercentSymbol = "%",
        PercentDecimalSeparator = ",",
        PercentGroupSeparator = " ",
    };

    private readonly string? number;
    private readonly XlsxDateFormat? date;

    public XlsxNumberFormat(string code)
    {
        var plain = code.Length > Longest ? "" : Brackets().Replace(code, bracket => bracket.Groups["sign"].Value);
        var first = plain.Split(';')[0];
        var bare = XlsxDateFormat.Bare(first);
        if (XlsxDateFormat.Of(first, code) is { } found)
            date = found;
        else if (!bare.Contains('/', StringComparison.Ordinal) && !Scientific().IsMatch(bare) && Digit().IsMatch(bare))
            number = Dotnet(plain);
    }

    public string Show(double value, bool since1904)
    {
        if (date?.Show(value, since1904) is { } day)
            return day;
        if (number is null)
            return General(value);
        var text = value.ToString(number, French);
        return Spacing.Line(text.Replace("%", " %", StringComparison.Ordinal));
    }

    /// <summary>Without the noise of binary fractions: 0,1 + 0,2 is 0,3.</summary>
    private static string General(double value) =>
        Math.Abs(value) is 0 or (>= 1e-6 and < 1e15) ? Math.Round((decimal)value, 10).ToString("0.##########", French) : value.ToString("G10", French);

    private static string Dotnet(string code)
    {
        var text = Fill().Replace(code, "").Replace('?', '#').Replace("@", "", StringComparison.Ordinal);
        return Padding().Replace(text, " ");
    }

    /// <summary>Colours, conditions and languages; only the sign of a currency is shown.</summary>
    [GeneratedRegex(@"\[\$(?<sign>[^\]-]*)(?:-[^\]]*)?\]|\[[^\]]*\]")]
    private static partial Regex Brackets();

    /// <summary>"*x" fills the cell with x.</summary>
    [GeneratedRegex(@"(?<!\\)\*.")]
    private static partial Regex Fill();

    /// <summary>"_x" leaves the width of x.</summary>
    [GeneratedRegex(@"(?<!\\)_.")]
    private static partial Regex Padding();

    [GeneratedRegex(@"[0#?][eE][+-]")]
    private static partial Regex Scientific();

    [GeneratedRegex("[0#?]")]
    private static partial Regex Digit();
}
