using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Collegue.Tests.Storage;

public enum Engine
{
    Sqlite,
    Postgres,
}

/// <summary>Runs a theory once on each engine the product ships.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothEnginesAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<Engine>(Engine.Sqlite), new TheoryDataRow<Engine>(Engine.Postgres)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
