using System.Data.Common;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Collegue.Storage;

/// <summary>
/// Inserts many rows of one type with few prepared statements, in the transaction of the context: an import stores some hundred
/// thousand passages, and tracking each one takes most of its time. Columns and conversions are those of the model.
/// </summary>
internal sealed class BulkInsert<T>
    where T : class
{
    // SQLite finds each parameter by walking through the names of all of them: many rows a statement would cost more than they save.
    private const int MostParameters = 100;

    private readonly DbContext _db;
    private readonly IReadOnlyList<Column> _columns;
    private readonly string _table;
    private readonly ISqlGenerationHelper _sql;

    public BulkInsert(DbContext db, ISqlGenerationHelper sql)
    {
        var type = db.Model.FindEntityType(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not in the model.");
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        (_db, _sql) = (db, sql);
        _columns = [.. type.GetProperties().Where(property => property.GetComputedColumnSql() is null).Select(property => new Column(
            property.PropertyInfo!, property.GetRelationalTypeMapping(), property.IsNullable, sql.DelimitIdentifier(property.GetColumnName(table)!)))];
        _table = sql.DelimitIdentifier(table.Name, table.Schema);
    }

    public async Task RunAsync(IReadOnlyList<T> rows, CancellationToken cancellation)
    {
        var perStatement = Math.Max(1, MostParameters / _columns.Count);
        DbCommand? command = null;
        try
        {
            foreach (var chunk in rows.Chunk(perStatement))
            {
                if (command is null || chunk.Length < perStatement)
                {
                    await (command?.DisposeAsync() ?? ValueTask.CompletedTask);
                    command = await PrepareAsync(chunk.Length, cancellation);
                }

                Fill(command, chunk);
                await command.ExecuteNonQueryAsync(cancellation);
            }
        }
        finally
        {
            await (command?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task<DbCommand> PrepareAsync(int rows, CancellationToken cancellation)
    {
        var command = _db.Database.GetDbConnection().CreateCommand();
        command.Transaction = _db.Database.CurrentTransaction?.GetDbTransaction()
            ?? throw new InvalidOperationException("Rows are inserted in bulk inside a transaction.");
        var text = new StringBuilder($"INSERT INTO {_table} ({string.Join(", ", _columns.Select(column => column.Name))}) VALUES ");
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (var column = 0; column < _columns.Count; column++)
            {
                var name = _sql.GenerateParameterName(FormattableString.Invariant($"p{row}_{column}"));
                text.Append(column == 0 ? "" : ", ").Append(name);
                command.Parameters.Add(_columns[column].Mapping.CreateParameter(command, name, null, _columns[column].IsNullable));
            }

            text.Append(')');
        }

#pragma warning disable CA2100 // Names of tables and columns come from the model; values are parameters.
        command.CommandText = text.ToString();
#pragma warning restore CA2100
        await command.PrepareAsync(cancellation);
        return command;
    }

    private void Fill(DbCommand command, T[] rows)
    {
        var parameter = 0;
        foreach (var row in rows)
        {
            foreach (var column in _columns)
            {
                var value = column.Property.GetValue(row);
                command.Parameters[parameter++].Value = (column.Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
            }
        }
    }

    private sealed record Column(PropertyInfo Property, RelationalTypeMapping Mapping, bool IsNullable, string Name);
}
