using Xunit;

namespace Collegue.Tests.Knowledge.Folder;

public sealed class PlainTextFileTests : IDisposable
{
    private readonly DocumentFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Lines_are_joined_items_are_kept_and_a_first_line_alone_is_the_title()
    {
        folder.With("note.txt", "Objets trouvés\r\n\r\nIls sont gardés\r\nun an.\r\n\r\nApportez :\r\n• une pièce\r\n  d'identité\r\n- une photo\r\n");

        var document = await folder.OnlyDocumentAsync();

        Assert.Equal("Objets trouvés", document.Title);
        Assert.Equal([" | Ils sont gardés un an.\nApportez :\n- une pièce d'identité\n- une photo"], document.Lines());
    }
}
