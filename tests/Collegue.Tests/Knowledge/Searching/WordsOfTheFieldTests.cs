using Collegue.Storage.Organisations;
using Collegue.Tests.Storage;
using Xunit;

namespace Collegue.Tests.Knowledge.Searching;

public sealed class WordsOfTheFieldTests() : WordsOfTheField(Engine.Sqlite);

public sealed class WordsOfTheFieldOnPostgresTests() : WordsOfTheField(Engine.Postgres);

/// <summary>Citizens and sheets do not use the same words, and a title may narrow a sheet to few people.</summary>
public abstract class WordsOfTheField(Engine engine) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private Library _library = null!;
    private Organisation _here = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.OnAsync(engine);
        _library = await SearchShelf.OpenAsync(_database);
        _here = await _database.AddOrganisationAsync();
        const string Lost = "La déclaration de perte est faite en mairie, puis un titre est demandé.\n";
        await _library.ImportAsync(
            ShelfSource.Of(
                ShelfSource.Page("mineur", "Passeport d'un mineur : perte", Lost),
                ShelfSource.Page("adulte", "Passeport d'un majeur : perte", Lost),
                ShelfSource.Page("deces", "Déclaration de décès", "Elle est faite à la mairie.\n"),
                ShelfSource.Page("etranger", "Que faire en cas de décès à l'étranger ?", "Prévenez le consulat : la déclaration du décès y est transcrite.\n"),
                ShelfSource.Page("cimetiere", "Concession funéraire", "Une concession est accordée par la mairie.\n")),
            Library.Target(_here));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _library.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Theory]
    [InlineData("passeport perdu", "adulte")]
    [InlineData("passeport perdu de mon enfant mineur", "mineur")]
    [InlineData("déclarer un décès", "deces")]
    [InlineData("déclarer un décès à l'étranger", "etranger")]
    [InlineData("une place au cimetière", "cimetiere")]
    public async Task The_document_meant_comes_first(string question, string expected) =>
        Assert.Equal(expected, (await _library.KeysAsync(_here, question))[0]);
}
