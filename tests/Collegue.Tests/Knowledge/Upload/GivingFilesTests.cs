using System.Text;
using Collegue.Knowledge.Importing;
using Collegue.Knowledge.Sources.Upload;
using Collegue.Storage.Knowledge;
using Collegue.Tests.Knowledge.Folder;
using Collegue.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Collegue.Tests.Knowledge.Upload;

/// <summary>Files given to a collection become its documents, and leave with them.</summary>
public sealed class GivingFilesTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, BothEngines]
    public async Task A_file_becomes_a_document_with_what_is_said_of_it(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);

        var outcome = await shelf.GiveAsync("Tarifs cantine.md", "---\ntheme: École\n---\n# Tarifs\nLe repas coûte 3,20 €.", metadata: """{"année":2026}""");
        var summary = await shelf.ReadAsync();

        var file = Assert.IsType<UploadOutcome.Added>(outcome).File;
        Assert.Equal((1, 0), (summary.Added, summary.Skipped));
        var document = Assert.Single(await shelf.DocumentsAsync());
        Assert.Equal(("Tarifs cantine", "École", """{"année":2026}"""), (document.Key, document.Theme, document.Metadata));
        Assert.Equal(SourceKind.Upload, (await shelf.Session.Db.Sources.SingleAsync(Cancellation)).Kind);
        Assert.Equal(["Tarifs cantine"], await shelf.Library.KeysAsync(shelf.Organisation, "prix du repas"));
        Assert.Contains(await shelf.Session.Db.AuditEntries.ToListAsync(Cancellation), row => row.Action == "upload.added" && row.SubjectId == file.Id);
    }

    [Theory, BothEngines]
    public async Task Files_already_read_are_not_fetched_again(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);
        await shelf.GiveAsync("a.txt", "Premier texte.");
        await shelf.GiveAsync("b.txt", "Deuxième texte.");
        await shelf.ReadAsync();
        await shelf.ForgetBytesAsync();

        var again = await shelf.ReadAsync();

        Assert.True(again.NothingChanged);
        Assert.Equal((2, 0), (again.Unchanged, again.Skipped));
    }

    [Theory, BothEngines]
    public async Task A_new_version_takes_the_place_of_the_old_one(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);
        await shelf.GiveAsync("horaires.txt", "Ouvert le lundi.");
        await shelf.ReadAsync();
        var before = Assert.Single(await shelf.DocumentsAsync());

        Assert.IsType<UploadOutcome.Replaced>(await shelf.GiveAsync("horaires.txt", "Ouvert le mardi."));
        var summary = await shelf.ReadAsync();

        Assert.Equal((0, 1, 0), (summary.Added, summary.Changed, summary.Removed));
        var after = Assert.Single(await shelf.DocumentsAsync());
        Assert.Equal((before.Id, before.Number), (after.Id, after.Number));
        Assert.Equal("Ouvert le mardi.", Assert.Single(after.Passages).Text);
        Assert.Single(await shelf.Session.Db.UploadedContents.AsNoTracking().ToListAsync(Cancellation));
    }

    [Theory, BothEngines]
    public async Task The_last_file_leaves_with_its_document(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);
        await shelf.GiveAsync("a.txt", "Texte.");
        await shelf.ReadAsync();

        Assert.False(await shelf.Uploads.RemoveAsync(shelf.Collection.Id, "b", null, Cancellation));
        Assert.True(await shelf.Uploads.RemoveAsync(shelf.Collection.Id, "a", null, Cancellation));
        var summary = await shelf.ReadAsync();

        Assert.Equal((1, 0), (summary.Removed, summary.Missing));
        Assert.Empty(await shelf.DocumentsAsync());
        Assert.Empty(await shelf.Library.FindAsync(shelf.Organisation, "texte"));
    }

    [Theory, BothEngines]
    public async Task Removing_a_file_works_beside_files_that_cannot_be_read(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);
        await shelf.GiveAsync("a.txt", "Texte.");
        var gone = Assert.IsType<UploadOutcome.Added>(await shelf.GiveAsync("b.txt", "Autre.")).File;
        await shelf.GiveAsync("secret.pdf", PdfFiles.Encrypted());
        await shelf.GiveAsync("faux.docx", Encoding.UTF8.GetBytes("Ceci n'est pas un document Word."));
        var first = await shelf.ReadAsync();

        Assert.True(await shelf.Uploads.RemoveAsync(shelf.Collection.Id, gone.Id, null, Cancellation));
        var summary = await shelf.ReadAsync();

        Assert.Equal(["faux.docx", "secret.pdf"], first.Issues.Select(issue => issue.File).Order(StringComparer.Ordinal));
        Assert.Contains(first.Issues, issue => issue.Reason.Contains("mot de passe", StringComparison.Ordinal));
        Assert.Equal((1, 2), (summary.Removed, summary.Skipped));
        Assert.Equal(["a"], (await shelf.DocumentsAsync()).Select(document => document.Key));
    }

    [Theory, BothEngines]
    public async Task Names_that_differ_by_their_extension_only_give_two_documents(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);
        await shelf.GiveAsync("tarifs.txt", "En texte.");
        await shelf.GiveAsync("tarifs.md", "En Markdown.");

        var summary = await shelf.ReadAsync();

        Assert.Equal((2, 0), (summary.Added, summary.Skipped));
        Assert.Equal(["tarifs", "tarifs.txt"], (await shelf.DocumentsAsync()).Select(document => document.Key).Order(StringComparer.Ordinal));
        Assert.True(await shelf.Uploads.RemoveAsync(shelf.Collection.Id, "tarifs.txt", null, Cancellation));
        Assert.Equal(1, (await shelf.ReadAsync()).Removed);
    }

    [Theory, BothEngines]
    public async Task A_collection_fed_from_elsewhere_takes_no_file(Engine engine)
    {
        await using var shelf = await Shelf.OpenAsync(storage, engine);
        await shelf.Library.ImportAsync(
            ShelfSource.Of(ShelfSource.Page("p", "Page", "Texte.\n")), Library.Target(shelf.Organisation, shelf.Collection.Slug));
        var stranger = await shelf.Library.Database.AddCollectionAsync(await shelf.Library.Database.AddOrganisationAsync());

        Assert.Equal(new UploadOutcome.Refused(UploadRefusal.OtherSource), await shelf.GiveAsync("a.txt", "Texte."));
        Assert.Equal(new UploadOutcome.Refused(UploadRefusal.NoCollection),
            await shelf.Uploads.AddAsync(stranger.Id, "a.txt", "Texte."u8.ToArray(), null, null, Cancellation));
        await Assert.ThrowsAsync<InvalidDataException>(() => shelf.Uploads.ReadAsync(shelf.Collection.Id, Cancellation));
    }
}
