using Collegue.Knowledge.Sources.Upload;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Upload;

/// <summary>What is not worth keeping is refused when it is given, not when it is read.</summary>
public sealed class RefusedFilesTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    [Theory]
    [InlineData("vide.txt", 0, UploadRefusal.Empty)]
    [InlineData("gros.txt", 1024 * 1024 + 1, UploadRefusal.TooLarge)]
    [InlineData("programme.exe", 10, UploadRefusal.UnsupportedFormat)]
    [InlineData("sans extension", 10, UploadRefusal.UnsupportedFormat)]
    [InlineData("../../etc/passwd.txt", 10, UploadRefusal.Name)]
    [InlineData("C:\\tarifs.txt", 10, UploadRefusal.Name)]
    [InlineData("tarifs\0.txt", 10, UploadRefusal.Name)]
    [InlineData("tarifs\n2026.txt", 10, UploadRefusal.Name)]
    [InlineData("tarifs\u202Efdp.txt", 10, UploadRefusal.Name)]
    [InlineData("moitié\ud83d.txt", 10, UploadRefusal.Name)]
    [InlineData(".txt", 10, UploadRefusal.Name)]
    [InlineData("  ", 10, UploadRefusal.Name)]
    public async Task A_file_is_refused_with_its_reason(string name, int size, UploadRefusal reason)
    {
        await using var shelf = await Shelf.OpenAsync(storage, Engine.Sqlite, largestMegabytes: 1);
        var content = new byte[size];
        content.AsSpan().Fill((byte)'a');

        Assert.Equal(new UploadOutcome.Refused(reason), await shelf.GiveAsync(name, content));
        Assert.Equal(new UploadOutcome.Refused(reason), await shelf.Uploads.AddAsync(
            shelf.Collection.Id, name, new MemoryStream(content), null, null, TestContext.Current.CancellationToken));
        Assert.False(await shelf.Session.Db.UploadedFiles.AnyAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_too_long_for_its_column_is_refused()
    {
        await using var shelf = await Shelf.OpenAsync(storage, Engine.Sqlite);

        Assert.Equal(new UploadOutcome.Refused(UploadRefusal.Name), await shelf.GiveAsync(new string('é', 297) + ".txt", "Texte."));
        Assert.IsType<UploadOutcome.Added>(await shelf.GiveAsync(new string('é', 296) + ".txt", "Texte."));
    }

    [Theory, BothEngines]
    public async Task One_name_written_in_two_ways_is_one_file(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);
        await shelf.GiveAsync("e\u0301cole.txt", "Écrit sur un Mac.");

        var outcome = await shelf.GiveAsync(" \u00e9cole.txt", "Écrit ailleurs.");

        Assert.Equal("\u00e9cole.txt", Assert.IsType<UploadOutcome.Replaced>(outcome).File.Name);
    }
}
