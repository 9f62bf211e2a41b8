using System.Data.Common;
using Collegue.Storage;
using Collegue.Storage.Organisations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Collegue.Gateway.Accounts;

/// <summary>
/// Statements understood by both engines, in one transaction over all organisations. Parameters are <c>@p0</c>, <c>@p1</c>…; identifiers,
/// numbers and texts are given to both engines as Entity Framework gives them, instants as milliseconds.
/// </summary>
internal sealed class Statements : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> commands = new(StringComparer.Ordinal);
    private readonly DbConnection connection;
    private readonly DbTransaction transaction;
    private readonly int seconds;

    private Statements(DbConnection connection, DbTransaction transaction, int seconds) =>
        (this.connection, this.transaction, this.seconds) = (connection, transaction, seconds);

    /// <summary>When it throws, the work may be in the database all the same: only asking it tells.</summary>
    public static async Task<T> RunAsync<T>(
        IServiceScopeFactory scopes, IOptions<AccountsOptions> options, Func<Statements, Task<T>> work, CancellationToken cancellation)
    {
        await using var unit = scopes.CreateAsyncScope();
        unit.ServiceProvider.GetRequiredService<OrganisationScope>().EnterInstance();
        var db = unit.ServiceProvider.GetRequiredService<CollegueDb>();
        await db.Database.OpenConnectionAsync(cancellation);
        await using var transaction = await db.Database.GetDbConnection().BeginTransactionAsync(cancellation);
        await using var statements = new Statements(db.Database.GetDbConnection(), transaction, options.Value.DatabaseSeconds);
        var result = await work(statements);
        await transaction.CommitAsync(cancellation);
        return result;
    }

    public Task<int> ExecuteAsync(string text, object[] values, CancellationToken cancellation) =>
        Command(text, values).ExecuteNonQueryAsync(cancellation);

    /// <summary>The numbers of the one row; null without a row.</summary>
    public async Task<long[]?> NumbersAsync(string text, object[] values, CancellationToken cancellation)
    {
        await using var reader = await Command(text, values).ExecuteReaderAsync(cancellation);
        long[]? numbers = null;
        while (await reader.ReadAsync(cancellation))
        {
            numbers = new long[reader.FieldCount];
            for (var index = 0; index < numbers.Length; index++)
            {
                numbers[index] = reader.IsDBNull(index) ? 0 : reader.GetInt64(index);
            }
        }

        return numbers;
    }

    public async Task<IReadOnlyList<T>> ListAsync<T>(string text, object[] values, Func<DbDataReader, T> read, CancellationToken cancellation)
    {
        await using var reader = await Command(text, values).ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var command in commands.Values)
        {
            await command.DisposeAsync();
        }
    }

    private DbCommand Command(string text, object[] values)
    {
        if (!commands.TryGetValue(text, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // All texts are constants of this folder; values are parameters.
            command.CommandText = text;
#pragma warning restore CA2100
            command.Transaction = transaction;
            command.CommandTimeout = seconds;
            for (var index = 0; index < values.Length; index++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = FormattableString.Invariant($"@p{index}");
                command.Parameters.Add(parameter);
            }

            commands.Add(text, command);
        }

        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }

        return command;
    }
}
