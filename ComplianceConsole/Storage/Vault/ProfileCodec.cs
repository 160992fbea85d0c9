using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using ComplianceConsole.Domain.Subjects;
using NodaTime;

namespace ComplianceConsole.Storage.Vault;

/// <summary>
/// The bytes of a profile before it is sealed: one JSON object, a field to each member, <c>[value, source, ticks]</c>. Written and read
/// by hand because a page of fifty opens fifty of them.
/// </summary>
internal static class ProfileCodec
{
    public static byte[] Write(Profile profile)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (code, field) in profile.Fields)
            {
                json.WriteStartArray(code);
                json.WriteStringValue(field.Value);
                json.WriteNumberValue((int)field.Source);
                json.WriteNumberValue(field.ChangedAt.ToUnixTimeTicks());
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static Profile Read(ReadOnlySpan<byte> bytes)
    {
        var fields = Profile.Empty.Fields.ToBuilder();
        var json = new Utf8JsonReader(bytes);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var code = Intern(ref json);
            json.Read();
            json.Read();
            var value = json.GetString()!;
            json.Read();
            var source = (FieldSource)json.GetInt32();
            json.Read();
            fields.Add(code, new FieldValue(value, source, Instant.FromUnixTimeTicks(json.GetInt64())));
            json.Read();
        }

        return new Profile(fields.ToImmutable());
    }

    private static string Intern(ref Utf8JsonReader json)
    {
        foreach (var code in FieldCode.All)
        {
            if (json.ValueTextEquals(code))
            {
                return code;
            }
        }

        return json.GetString()!;
    }
}
