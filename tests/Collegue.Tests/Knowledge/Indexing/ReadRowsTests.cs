using System.Globalization;
using Collegue.Knowledge.Indexing;
using Xunit;

namespace Collegue.Tests.Knowledge.Indexing;

public sealed class ReadRowsTests
{
    [Fact]
    public void A_row_is_read_once_while_it_keeps_its_place()
    {
        var (rows, read) = (new ReadRows<string>(), new List<int>());

        Assert.Equal(["7", "7", "4103", "7"], new[] { 7, 7, 7 + 4_096, 7 }.Select(number => rows.Get(number, Read)));
        Assert.Equal([7, 4_103, 7], read);

        string Read(int number)
        {
            read.Add(number);
            return number.ToString(CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public async Task Readers_at_the_same_time_each_get_the_row_they_asked_for()
    {
        var rows = new ReadRows<string>();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => Assert.All(Enumerable.Range(0, 20_000), number => Assert.Equal(number.ToString(CultureInfo.InvariantCulture), rows.Get(number, Written))),
            TestContext.Current.CancellationToken)));

        static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
