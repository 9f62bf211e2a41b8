using System.CommandLine;
using System.Globalization;
using Collegue.Access.Keys;
using Collegue.Storage.Organisations;

namespace Collegue.Commands;

internal static class KeyCommand
{
    public static Command Create() => new("key", "Create, list, replace and revoke the keys of programs that use the API.") { New(), List(), Rotate(), Revoke() };

    private static Command New()
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var name = new Option<string>("--name") { Description = "What the key is for, as it is shown to administrators.", Required = true };
        var scopes = new Option<string[]>("--scopes") { Description = $"{ScopeNames.All}; separated by commas.", DefaultValueFactory = _ => ["read"] };
        var days = new Option<int?>("--days") { Description = "Days until it expires (default: never)." };
        var user = new Option<string?>("--user") { Description = "The account the program works for: its name or e-mail address." };
        var department = new Option<string?>("--department") { Description = "Short name of the department whose work it serves." };
        days.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 or > ProgramKeys.MostDays)
            {
                result.AddError($"--days takes a number from 1 to {ProgramKeys.MostDays}.");
            }
        });
        name.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>()?.Trim() is not { Length: > 0 and <= ProgramKeys.LongestName })
            {
                result.AddError($"--name takes 1 to {ProgramKeys.LongestName} characters.");
            }
        });
        var command = new Command("create", "Create a key; it is printed once and never again.") { name, scopes, days, user, department, organisation, data, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = ScopeNames.Parse(parsed.GetValue(scopes)!);
            return await OnKeysAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async keys =>
            {
                var holder = await keys.HolderAsync(parsed.GetValue(user), parsed.GetValue(department), cancellation);
                Print(await keys.CreateAsync(parsed.GetValue(name)!.Trim(), chosen, parsed.GetValue(days), holder, null, cancellation), parsed.GetValue(json));
                return ExitCodes.Success;
            }, cancellation);
        });
        return command;
    }

    private static Command List()
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var command = new Command("list", "List the keys of an organisation, without their secrets.") { organisation, data, json };
        command.SetAction((parsed, cancellation) => OnKeysAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async keys =>
        {
            var rows = await keys.ListAsync(cancellation);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(Wire.Line(new
                {
                    keys = rows.Select(row => new
                    {
                        row.Id,
                        row.Prefix,
                        row.Name,
                        scopes = ScopeNames.NamesOf(row.Scopes),
                        row.CreatedAt,
                        row.ExpiresAt,
                        row.RevokedAt,
                        row.LastUsedAt,
                        row.AgentId,
                        row.DepartmentId,
                        row.RotatedFrom,
                    }),
                }));
                return ExitCodes.Success;
            }

            foreach (var row in rows)
            {
                Console.WriteLine(string.Join('\t', row.Prefix, row.Name, string.Join(',', ScopeNames.NamesOf(row.Scopes)),
                    row.RevokedAt is { } revoked ? $"revoked {Day(revoked)}" : row.ExpiresAt is { } end ? $"until {Day(end)}" : "no end",
                    row.LastUsedAt is { } used ? $"used {Day(used)}" : "never used"));
            }

            return ExitCodes.Success;
        }, cancellation));
        return command;
    }

    private static Command Rotate()
    {
        var (data, json, organisation) = (DataOption.Create(), DataOption.CreateJson(), DataOption.CreateOrganisation());
        var prefix = new Argument<string>("prefix") { Description = "The beginning of the key, as 'collegue key list' shows it." };
        var grace = new Option<int>("--grace") { Description = $"Days for which the old key may still be used: {string.Join(", ", ProgramKeys.Graces)}.", DefaultValueFactory = _ => 7 };
        grace.Validators.Add(result =>
        {
            if (!ProgramKeys.Graces.Contains(result.GetValueOrDefault<int>()))
            {
                result.AddError($"--grace takes one of {string.Join(", ", ProgramKeys.Graces)}.");
            }
        });
        var command = new Command("rotate", "Replace a key by a new one with the same rights; the new one is printed once and never again.") { prefix, grace, organisation, data, json };
        command.SetAction((parsed, cancellation) => OnKeysAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async keys =>
        {
            var old = await InUseAsync(keys, parsed.GetValue(prefix)!, cancellation);
            Print(await keys.RotateAsync(old.Id, parsed.GetValue(grace), null, cancellation)
                ?? throw new InvalidDataException($"the key '{old.Name}' has expired, or was replaced before."), parsed.GetValue(json));
            return ExitCodes.Success;
        }, cancellation));
        return command;
    }

    private static Command Revoke()
    {
        var (data, organisation) = (DataOption.Create(), DataOption.CreateOrganisation());
        var prefix = new Argument<string>("prefix") { Description = "The beginning of the key, as 'collegue key list' shows it." };
        var command = new Command("revoke", "Revoke a key; a running server refuses it within five seconds.") { prefix, organisation, data };
        command.SetAction((parsed, cancellation) => OnKeysAsync(parsed.GetValue(data)!, parsed.GetValue(organisation), async keys =>
        {
            var key = await InUseAsync(keys, parsed.GetValue(prefix)!, cancellation);
            if (!await keys.RevokeAsync(key.Id, null, cancellation))
            {
                throw Unknown(key.Prefix);
            }

            Console.WriteLine($"The key '{key.Name}' is revoked.");
            return ExitCodes.Success;
        }, cancellation));
        return command;
    }

    private static async Task<ApiKey> InUseAsync(ProgramKeys keys, string prefix, CancellationToken cancellation) =>
        (await keys.ListAsync(cancellation)).Where(row => row.RevokedAt is null && row.Prefix == prefix).ToList() is [var key] ? key : throw Unknown(prefix);

    private static InvalidDataException Unknown(string prefix) => new($"no key in use begins with '{prefix}' in this organisation.");

    private static void Print(NewKey key, bool json) => Console.WriteLine(json
        ? Wire.Line(new
        {
            key = key.Secret,
            key.Row.Id,
            key.Row.Prefix,
            key.Row.Name,
            scopes = ScopeNames.NamesOf(key.Row.Scopes),
            key.Row.ExpiresAt,
            key.Row.AgentId,
            key.Row.DepartmentId,
            key.Row.RotatedFrom,
        })
        : key.Secret);

    private static async Task<int> OnKeysAsync(string data, string? organisation, Func<ProgramKeys, Task<int>> act, CancellationToken cancellation)
    {
        using var host = await Instance.OpenAsync(data, cancellation);
        await using var scope = host.Services.CreateScope(await host.Services.OrganisationAsync(organisation, cancellation));
        return await act(ActivatorUtilities.CreateInstance<ProgramKeys>(scope.ServiceProvider));
    }

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
