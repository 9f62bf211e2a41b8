using Npgsql;

namespace Collegue.Knowledge.SharedIndex;

/// <summary>The database whose index all nodes share: the one that holds documents and passages, on PostgreSQL.</summary>
/// <param name="ConnectionString">As for storage; the same rights are enough once the extension is there.</param>
public sealed record SharedDatabase(string ConnectionString)
{
    // The walk through the index of vectors goes on while what it meets may not be read.
    private const string Settings = "-c hnsw.ef_search=200 -c hnsw.iterative_scan=relaxed_order";

    internal NpgsqlDataSource Open()
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString);
        builder.ConnectionStringBuilder.Options = $"{builder.ConnectionStringBuilder.Options} {Settings}".Trim();
        builder.ConnectionStringBuilder.MaxAutoPrepare = 40;
        builder.ConnectionStringBuilder.AutoPrepareMinUsages = 2;
        return builder.Build();
    }
}
