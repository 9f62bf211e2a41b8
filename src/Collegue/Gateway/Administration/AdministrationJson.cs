using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Collegue.Gateway.Administration;

/// <summary>How the administration of <c>/v1</c> is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(MadeObject))]
[JsonSerializable(typeof(MadeKey))]
[JsonSerializable(typeof(MeObject))]
[JsonSerializable(typeof(KeyObject))]
[JsonSerializable(typeof(Listed<KeyObject>))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(UseList))]
[JsonSerializable(typeof(Listed<OrganizationObject>))]
[JsonSerializable(typeof(OrganizationRequest))]
[JsonSerializable(typeof(Listed<DepartmentObject>))]
[JsonSerializable(typeof(Listed<RoleObject>))]
[JsonSerializable(typeof(UserObject))]
[JsonSerializable(typeof(Listed<UserObject>))]
[JsonSerializable(typeof(UserRequest))]
[JsonSerializable(typeof(ProviderObject))]
[JsonSerializable(typeof(Listed<ProviderObject>))]
[JsonSerializable(typeof(ProviderRequest))]
[JsonSerializable(typeof(RouterObject))]
[JsonSerializable(typeof(Listed<RouterObject>))]
[JsonSerializable(typeof(RouterRequest))]
[JsonSerializable(typeof(LimitObject))]
[JsonSerializable(typeof(Listed<LimitObject>))]
[JsonSerializable(typeof(LimitRequest))]
[JsonSerializable(typeof(Listed<TraceObject>))]
internal sealed partial class AdministrationJson : JsonSerializerContext
{
    /// <summary>Leaves accents readable; answers are never put into a page as they are.</summary>
    public static AdministrationJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
