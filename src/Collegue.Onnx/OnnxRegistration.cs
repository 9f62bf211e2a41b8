using Collegue.Knowledge.Embedding.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Collegue.Onnx;

/// <summary>Models in ONNX given by the administrator. Nothing is loaded until one is configured.</summary>
public static class OnnxRegistration
{
    public static IServiceCollection AddOnnxModels(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEmbeddingModelMaker, OnnxModelMaker>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddingsOptions>, OnnxFolderValidator>());
        return services;
    }
}

/// <summary>Refuses to start with a folder where a file is missing; what is in the files is seen when the model is opened.</summary>
internal sealed class OnnxFolderValidator : IValidateOptions<EmbeddingsOptions>
{
    public ValidateOptionsResult Validate(string? name, EmbeddingsOptions options)
    {
        // A folder that does not exist is refused by the rules of the section already.
        if (options.Kind != EmbeddingKind.Onnx || !Directory.Exists(options.Onnx.Folder))
        {
            return ValidateOptionsResult.Success;
        }

        return ModelFolder.Missing(options.Onnx.Folder) is { } missing
            ? ValidateOptionsResult.Fail($"Embeddings:Onnx:Folder: {missing}")
            : ValidateOptionsResult.Success;
    }
}
