using System.Text.Json.Serialization;

namespace Collegue.Gateway.Administration;

/// <summary>A list of the contract of Albert; ids are opaque texts here.</summary>
internal sealed record Listed<T>(IReadOnlyList<T> Data)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "list";
}

internal sealed record MadeObject(string Id);

/// <param name="Token">Shown once.</param>
internal sealed record MadeKey(string Id, string Token);

/// <summary>Who a key works for.</summary>
/// <param name="Id">Of the agent, else of the key.</param>
/// <param name="Organization">Short name.</param>
/// <param name="Budget">In euros a month, the lowest of those that hold for all names together; null without limit.</param>
/// <param name="TracedUntil">Until when requests and answers are kept, and <paramref name="TracePurpose"/> why; null when they are not.</param>
/// <param name="Expires">In seconds since 1970.</param>
internal sealed record MeObject(
    string Id, string? Email, string? Name, string Organization, string? Department, double? Budget, IReadOnlyList<string> Permissions,
    IReadOnlyList<LimitLine> Limits, long? Expires, int Priority, long Created, long Updated, long? TracedUntil, string? TracePurpose)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "userInfo";
}

/// <param name="Router">Null for all names together.</param>
/// <param name="Type"><c>rpm</c>, <c>rpd</c>, <c>tpm</c>, <c>tpd</c> of Albert; requests and tokens a month or for ever, and euros, are <c>rpM</c>, <c>rpE</c>, <c>tpM</c>, <c>tpE</c>, <c>epm</c>, <c>epd</c>, <c>epM</c>, <c>epE</c>.</param>
/// <param name="Value">Requests, tokens or euros.</param>
/// <param name="Subject">As in <see cref="LimitObject"/>: with whom it is shared.</param>
internal sealed record LimitLine(string? Router, string Type, double Value, string Subject);

/// <summary>A key without its secret.</summary>
/// <param name="Token">Its beginning.</param>
internal sealed record KeyObject(
    string Id, string Name, string Token, string? User, string? Department, IReadOnlyList<string> Scopes, long? Expires, long Created, long? LastUsed)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "key";
}

internal sealed record KeyRequest
{
    public string? Name { get; init; }

    /// <summary>In seconds since 1970; never when absent.</summary>
    public long? Expires { get; init; }

    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Id of the user, for administrators.</summary>
    public string? User { get; init; }

    /// <summary>E-mail of the user, in the place of <see cref="User"/>.</summary>
    public string? Email { get; init; }

    /// <summary>Short name of the department, for administrators.</summary>
    public string? Department { get; init; }
}

/// <summary>What was used in one day of one model at one address.</summary>
/// <param name="Created">The day, in seconds since 1970.</param>
internal sealed record UseObject(string Model, string? Key, string Endpoint, string Method, long Requests, long Failures, UseDetail Usage, long Created)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "me.usage";
}

/// <param name="Cost">In euros.</param>
/// <param name="EnergySource">Who says how much energy the model takes, as declared now; null without energy, and when the model was removed since.</param>
internal sealed record UseDetail(
    long PromptTokens, long CompletionTokens, long TotalTokens, double Cost, Impacts Impacts, string? EnergySource, UseMetrics Metrics);

/// <param name="CarbonSource">Who says how much carbon a kilowatt-hour emits.</param>
internal sealed record UseList(IReadOnlyList<UseObject> Data, double GramsCarbonPerKilowattHour, string CarbonSource)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "list";
}

/// <param name="Latency">Milliseconds of a call, on average.</param>
internal sealed record UseMetrics(long Latency);

internal sealed record OrganizationObject(string Id, string Name, string Slug, string? Parent)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "organization";
}

internal sealed record DepartmentObject(string Id, string Slug, string Name)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "department";
}

/// <summary>What agents of that role may do; roles are of the product and cannot be changed.</summary>
internal sealed record RoleObject(string Id, string Name, IReadOnlyList<string> Permissions, int Users)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "role";
}

internal sealed record UserObject(string Id, string? Email, string Name, IReadOnlyList<string> Roles, string? Department)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "user";
}

internal sealed record UserRequest
{
    public string? Email { get; init; }
    public string? Name { get; init; }
    public string? Password { get; init; }
    public IReadOnlyList<string>? Roles { get; init; }
    public string? Department { get; init; }
}

/// <summary>A model of a server.</summary>
/// <param name="Key">Whether one is kept; it is never shown.</param>
/// <param name="CostPromptTokens">In euros for a million tokens.</param>
internal sealed record ProviderObject(
    string Id, string Server, string Url, bool Key, string ModelName, string Name, string Type, string Place, string MayReceive, int FirstTokenTimeout, int Timeout,
    int MaxContextLength, double CostPromptTokens, double CostCompletionTokens, double CostCall, double? WattHoursPerThousandTokens, string? EnergySource,
    bool Enabled)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "provider";
}

internal sealed record ProviderRequest
{
    /// <summary>Where <c>/chat/completions</c> is, without it.</summary>
    public string? Url { get; init; }

    public string? Key { get; init; }
    public string? ModelName { get; init; }

    /// <summary>Shown to people; the name of the model when absent.</summary>
    public string? Name { get; init; }

    /// <summary>As in <c>/v1/models</c>; <c>text-generation</c> when absent.</summary>
    public string? Type { get; init; }

    /// <summary><c>on-premises</c> (when absent), <c>france</c>, <c>european-union</c>, <c>elsewhere</c>.</summary>
    public string? Place { get; init; }

    /// <summary><c>public</c>, <c>masked</c> (when absent), <c>all</c>.</summary>
    public string? MayReceive { get; init; }

    /// <summary>Seconds.</summary>
    public int? FirstTokenTimeout { get; init; }

    /// <summary>Seconds.</summary>
    public int? Timeout { get; init; }

    public int? MaxContextLength { get; init; }

    /// <summary>In euros for a million tokens.</summary>
    public double? CostPromptTokens { get; init; }

    public double? CostCompletionTokens { get; init; }

    /// <summary>In euros a call.</summary>
    public double? CostCall { get; init; }

    public double? WattHoursPerThousandTokens { get; init; }

    /// <summary>Needed with an estimate of energy.</summary>
    public string? EnergySource { get; init; }

    public bool? Enabled { get; init; }
}

/// <param name="Farthest">As <c>place</c> of a provider.</param>
/// <param name="Masking"><c>as-servers-require</c> or <c>always</c>.</param>
internal sealed record RouterObject(
    string Id, string Name, string Type, IReadOnlyList<string> Aliases, string LoadBalancingStrategy, string Masking, string Farthest, bool Shared, bool Enabled,
    IReadOnlyList<RouterShare> Providers, long Created)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "router";
}

/// <param name="State"><c>closed</c> (works), <c>open</c> (left alone for a while), <c>half-open</c> (tried again); null when it is not in use.</param>
internal sealed record RouterShare(string Provider, int Weight, string? State = null, int? UnderWay = null, double? Milliseconds = null, double? FailureShare = null);

internal sealed record RouterRequest
{
    public string? Name { get; init; }
    public string? Type { get; init; }
    public IReadOnlyList<string>? Aliases { get; init; }

    /// <summary><c>shuffle</c> (when absent), <c>least_busy</c>, <c>fastest</c>, <c>in_order</c>.</summary>
    public string? LoadBalancingStrategy { get; init; }

    public string? Masking { get; init; }
    public string? Farthest { get; init; }
    public bool? Shared { get; init; }
    public bool? Enabled { get; init; }
    public IReadOnlyList<RouterShare>? Providers { get; init; }
}

/// <param name="Subject"><c>organisation</c>, <c>department</c>, <c>user</c>, <c>key</c>, <c>every-key</c>, <c>every-user</c>.</param>
internal sealed record LimitObject(string Id, string Subject, string? SubjectId, string? Router, string Type, double Value)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "limit";
}

internal sealed record LimitRequest
{
    public string? Subject { get; init; }
    public string? SubjectId { get; init; }
    public string? Router { get; init; }
    public string? Type { get; init; }
    public double? Value { get; init; }
}

/// <summary>A call kept because the organisation said so.</summary>
/// <param name="At">In seconds since 1970.</param>
internal sealed record TraceObject(string Id, long At, string Key, string Endpoint, string Model, int Status, string? Request, string? Response)
{
    [JsonPropertyOrder(-1)]
    public string Object { get; init; } = "trace";
}
