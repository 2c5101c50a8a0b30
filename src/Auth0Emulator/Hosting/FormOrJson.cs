using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Auth0Emulator.Hosting;

/// <summary>Reads the fields of a request that may come as a form or as JSON; what can't be read is an answer, not a failure.</summary>
public static class FormOrJson
{
    /// <summary>The fields by name, without those that are null; null when the body is neither a form nor a JSON object, or names a field twice.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> FieldsAsync(this HttpRequest request)
    {
        try
        {
            if (request.HasFormContentType)
            {
                var form = await request.ReadFormAsync();
                return form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
            }

            return await JsonNode.ParseAsync(request.Body) is JsonObject json
                ? json.Where(field => field.Value is not null).ToDictionary(field => field.Key, field => field.Value!.ToString(), StringComparer.Ordinal)
                : null;
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return null;
        }
    }

    /// <summary>The form; an empty one when none came, or none that can be read.</summary>
    public static async Task<IFormCollection> FormAsync(this HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? await request.ReadFormAsync() : FormCollection.Empty;
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            return FormCollection.Empty;
        }
    }

    // A JSON name that comes twice is an ArgumentException, a form with too many fields or a torn multipart an InvalidDataException or IOException.
    private static bool IsUnreadable(Exception exception) => exception is JsonException or ArgumentException or InvalidDataException or IOException;
}
