using Collegue.Knowledge.Sources.Folder;
using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class DocumentDateTests
{
    [Theory]
    [InlineData("2026-09-01")]
    [InlineData(" 01/09/2026 ")]
    [InlineData("1/9/2026")]
    [InlineData("2026-09-01T23:30:00")]
    [InlineData("2026-09-01T23:30:00+02:00")]
    public void A_date_is_read_as_it_is_written(string text) => Assert.Equal(new DateOnly(2026, 9, 1), DocumentDates.Parse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("demain")]
    [InlineData("2026-13-01")]
    [InlineData("09-01-2026")]
    [InlineData("31/02/2026")]
    [InlineData("2026")]
    public void Anything_else_is_not_a_date(string? text) => Assert.Null(DocumentDates.Parse(text));
}
