using Collegue.Storage.Gateway;
using Collegue.Storage.Knowledge;
using Collegue.Storage.Organisations;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace Collegue.Tests.Storage;

/// <summary>What every entity type, present and future, must have so that organisations stay apart.</summary>
public sealed class ModelTests(StorageFixture storage) : IClassFixture<StorageFixture>
{
    /// <summary>Rows of the instance. Anything else belongs to an organisation.</summary>
    private static readonly HashSet<Type> OfTheInstance =
    [
        typeof(Organisation),
        typeof(Agent),
        typeof(DataProtectionKey),
        typeof(NumberSequence),
        typeof(QuotaNode),
        typeof(IdentityUserClaim<Guid>),
        typeof(IdentityUserLogin<Guid>),
        typeof(IdentityUserToken<Guid>),
        typeof(IdentityUserPasskey<Guid>),
    ];

    [Theory, BothEngines]
    public async Task A_type_belongs_to_an_organisation_or_is_on_the_short_list_of_the_instance(Engine engine)
    {
        var types = await EntityTypesAsync(engine);

        var neither = types.Where(type => type.FindProperty(nameof(IBelongsToOrganisation.OrganisationId)) is null)
            .Select(type => type.ClrType).Where(type => !type.IsAssignableTo(typeof(IBelongsToOrganisation)) && !OfTheInstance.Contains(type));

        Assert.Empty(neither);
    }

    [Theory, BothEngines]
    public async Task A_type_with_an_organisation_says_so_is_filtered_and_is_keyed_by_it_first(Engine engine)
    {
        var owned = (await EntityTypesAsync(engine))
            .Where(type => type.FindProperty(nameof(IBelongsToOrganisation.OrganisationId)) is not null && !type.IsOwned()).ToList();

        Assert.NotEmpty(owned);
        Assert.All(owned, type =>
        {
            Assert.True(type.ClrType.IsAssignableTo(typeof(IBelongsToOrganisation)), $"{type.ClrType.Name} is no {nameof(IBelongsToOrganisation)}.");
            Assert.True(type.GetDeclaredQueryFilters().Count > 0, $"{type.ClrType.Name} has no query filter.");
            Assert.Equal(nameof(IBelongsToOrganisation.OrganisationId), type.FindPrimaryKey()!.Properties[0].Name);
        });
    }

    private async Task<IReadOnlyList<IEntityType>> EntityTypesAsync(Engine engine)
    {
        await using var session = (await storage.OnAsync(engine)).OpenWithoutScope();
        return [.. session.Db.Model.GetEntityTypes()];
    }
}
