using Collegue.Knowledge.Indexing;
using Collegue.Storage;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Collegue.Web.Tests.Desk.Collections;

/// <summary>A collection put straight into the database.</summary>
internal sealed record SeededCollection
{
    private static int last;

    public string Organisation { get; init; } = "sainte-amarelle";
    public string Slug { get; init; } = $"essai-{Interlocked.Increment(ref last)}";
    public string Title { get; init; } = "Fonds d'essai";
    public Readers Readers { get; init; }
    public string? OwnerDepartment { get; init; } = "scolaire";
    public bool Shared { get; init; }
    public bool IsNational { get; init; }
    public int? ReviewEveryDays { get; init; }
    public DateOnly? NextReview { get; init; }
    public SourceKind? Source { get; init; }
    public IReadOnlyList<SeededDocument> Documents { get; init; } = [];
    public Guid Id { get; } = NewId();

    public string Address => $"/desk/collections/{Slug}";

    public async Task<SeededCollection> InAsync(ProductServer server)
    {
        await server.DoAsync(Organisation, async services =>
        {
            var db = services.GetRequiredService<CollegueDb>();
            var owner = services.GetRequiredService<OrganisationScope>().Current;
            var cancellation = TestContext.Current.CancellationToken;
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            db.Collections.Add(new Collection
            {
                OrganisationId = owner,
                Id = Id,
                Number = await db.TakeAsync(NumberSequence.Collections, 1, cancellation),
                Slug = Slug,
                Title = Title,
                Readers = Readers,
                OwnerDepartment = OwnerDepartment,
                SharedWithChildren = Shared,
                IsNational = IsNational,
                ReviewEveryDays = ReviewEveryDays,
                NextReview = NextReview,
                Version = 1,
            });
            if (Source is { } kind)
            {
                db.Sources.Add(new Source { OrganisationId = owner, Id = NewId(), CollectionId = Id, Kind = kind });
            }

            foreach (var document in Documents)
            {
                await document.AddAsync(db, owner, Id);
            }

            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        });
        return this;
    }

    /// <summary>For theories: does nothing when an earlier case has put it there.</summary>
    public async Task InOnceAsync(ProductServer server)
    {
        if (!await server.ReadAsync(Organisation, db => db.Collections.AnyAsync(row => row.Slug == Slug)))
        {
            await InAsync(server);
        }
    }

    /// <summary>As <see cref="InAsync"/>, and search knows it.</summary>
    public async Task<SeededCollection> FoundAsync(ProductServer server)
    {
        await InAsync(server);
        await server.Services.GetRequiredService<KnowledgeIndex>().RefreshAsync(TestContext.Current.CancellationToken);
        return this;
    }

    internal static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
}

internal sealed record SeededDocument(string Key, string Title)
{
    public string? Theme { get; init; }
    public string? Audience { get; init; }
    public string? Metadata { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidUntil { get; init; }
    public IReadOnlyList<string> Passages { get; init; } = ["Un passage."];
    public Guid Id { get; } = SeededCollection.NewId();

    internal async Task AddAsync(CollegueDb db, Guid organisation, Guid collection)
    {
        db.Documents.Add(new Document
        {
            OrganisationId = organisation,
            Id = Id,
            CollectionId = collection,
            Number = await db.TakeAsync(NumberSequence.Documents, 1, TestContext.Current.CancellationToken),
            Key = Key,
            Title = Title,
            Theme = Theme,
            Audience = Audience,
            Metadata = Metadata,
            ValidFrom = ValidFrom,
            ValidUntil = ValidUntil,
            ContentHash = "00",
            ImportedAt = TimeProvider.System.GetUtcNow(),
        });
        db.Passages.AddRange(Passages.Select((text, position) => new Passage
        {
            OrganisationId = organisation,
            Id = SeededCollection.NewId(),
            DocumentId = Id,
            Position = position,
            Kind = PassageKind.Body,
            Heading = "Tarifs > Repas",
            Situation = "Famille de la commune",
            Text = text,
        }));
    }
}
