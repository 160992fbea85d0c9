using System.IO.Compression;
using System.Text;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Requests;
using ComplianceConsole.Domain.Results;
using ComplianceConsole.Domain.Subjects;
using ComplianceConsole.Features.Requests;
using ComplianceConsole.Storage.Requests;
using ComplianceConsole.Tests.Shared;

namespace ComplianceConsole.Tests.Features.Requests;

public sealed class RequestFilesTests
{
    private const string Mail = "From: a@example.kz\r\nTo: b@example.kz\r\nDate: Fri, 20 Nov 2026 11:00:00 +0500\r\nSubject: =?utf-8?B?0KHQvtCz?=\r\n\r\nHello";

    /// <summary>A name that says another thing, the content, and the type found; null where the file is not taken.</summary>
    public static TheoryData<string, byte[], string?> Contents =>
        new()
        {
            { "a.txt", "%PDF-1.7 something"u8.ToArray(), "application/pdf" },
            { "a.pdf", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png" },
            { "a.pdf", [0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg" },
            { "a.pdf", Package(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
            { "a.pdf", Package(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")), "application/vnd.oasis.opendocument.text" },
            { "a.pdf", Encoding.UTF8.GetBytes("Өтініш: дербес деректерді көрсетіңіз.\r\n"), "text/plain" },
            { "a.pdf", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Заявление")], "text/plain" },
            { "a.pdf", Encoding.UTF8.GetBytes(Mail), "message/rfc822" },
            { "a.docx", Package(("[Content_Types].xml", "<x/>"), ("xl/workbook.xml", "<x/>")), null },
            { "a.docx", [.. "PK\u0003\u0004"u8, 1, 2, 3], null },
            { "a.exe", [0x4D, 0x5A, 0x90, 0x00, 0x03], null },
            { "a.txt", [0xC3, 0x28, 0x20], null },
            { "a.txt", [], null },
        };

    [Theory]
    [MemberData(nameof(Contents))]
    public void The_type_is_found_in_the_content_whatever_the_name_says(string name, byte[] content, string? type)
    {
        var read = new DocumentUpload(DocumentKind.Application, name, content).Read();

        Assert.Equal(type, read.IsDone ? read.Value.ContentType : null);
        Assert.Equal(type is null, read.Refusal is InvalidInput { Problem: "FileType" });
    }

    [Fact]
    public void A_file_that_is_too_large_is_told_as_such()
    {
        var read = new DocumentUpload(DocumentKind.Application, "a.pdf", new byte[DocumentUpload.MaxBytes + 1]).Read();

        Assert.Equal("FileTooLarge", Assert.IsType<InvalidInput>(read.Refusal).Problem);
    }

    [Fact]
    public void The_folders_some_browsers_send_are_cut_off() =>
        Assert.Equal("letter.txt", new DocumentUpload(DocumentKind.Other, "C:\\Users\\Aruzhan\\letter.txt", "x"u8.ToArray()).Read().Value.Name);

    [Fact]
    public async Task Files_come_with_the_registration_and_open_again_as_they_were()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        foreach (var about in (SubjectId?[])[null, subject])
        {
            var number = (await desk.RegisterAsync(desk.Asked(about) with { Documents = [Letter("Application of Ermekova")] })).Value;

            var file = (await desk.Get<RequestFiles>().OpenAsync(Actors.Staff, number, 1, CancellationToken.None)).Value;

            Assert.Equal(("letter.txt", "text/plain", "Application of Ermekova"), (file.Name, file.ContentType, Encoding.UTF8.GetString(file.Content)));
            Assert.Equal("letter.txt", Assert.Single((await desk.ReadAsync(number, Actors.Staff)).Documents).Name);
            Assert.Null(Assert.Single((await desk.ReadAsync(number, Actors.Auditor)).Documents).Name);
            Assert.IsType<NotFound>((await desk.Get<RequestFiles>().OpenAsync(Actors.Staff, number, 2, CancellationToken.None)).Refusal);
            foreach (var actor in Actors.Without(Right.ReadRequests))
            {
                Assert.IsType<NotAllowed>((await desk.Get<RequestFiles>().OpenAsync(actor, number, 1, CancellationToken.None)).Refusal);
            }
        }
    }

    [Fact]
    public async Task About_a_blocked_record_files_are_taken_in_and_opened_by_the_responsible_person_alone()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        await desk.BlockAsync(subject);
        var number = await desk.RegisteredAsync(subject);

        Assert.True((await AddAsync(desk, number, Letter("Evidence"))).IsDone);

        Assert.IsType<RecordBlocked>((await desk.Get<RequestFiles>().OpenAsync(Actors.Staff, number, 1, CancellationToken.None)).Refusal);
        Assert.True((await desk.Get<RequestFiles>().OpenAsync(Actors.Dpo, number, 1, CancellationToken.None)).IsDone);
    }

    [Fact]
    public async Task A_file_follows_the_person_who_is_found_later()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var subject = await desk.Stores.AddSubjectAsync((FieldCode.LastName, "Ermekova"));
        var number = (await desk.RegisterAsync(desk.Asked() with { Documents = [Letter("Application")] })).Value;
        Assert.Equal(0, Bound(desk));

        var confirmed = await desk.Get<ConfirmIdentity>().HandleAsync(
            Actors.Dpo,
            new ConfirmIdentityCommand(number, await desk.VersionAsync(number), IdentityCheck.IdentityDocument, "", subject),
            CancellationToken.None);

        Assert.True(confirmed.IsDone);
        Assert.Equal(1, Bound(desk));
        var file = (await desk.Get<RequestFiles>().OpenAsync(Actors.Dpo, number, 1, CancellationToken.None)).Value;
        Assert.Equal("Application", Encoding.UTF8.GetString(file.Content));
    }

    [Fact]
    public async Task Nothing_of_a_file_stands_in_the_clear()
    {
        await using var desk = await RequestDesk.OpenAsync();
        await desk.RegisterAsync(desk.Asked() with { Documents = [Letter("Kept in confidence")] });
        await desk.Stores.CloseAsync();

        foreach (var file in Directory.GetFiles(desk.Stores.Directory))
        {
            var bytes = File.ReadAllBytes(file);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("Kept in confidence"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("letter.txt"u8));
        }
    }

    [Fact]
    public async Task What_is_not_taken_is_said_and_nothing_is_kept()
    {
        await using var desk = await RequestDesk.OpenAsync();
        var bad = new DocumentUpload(DocumentKind.Application, "a.exe", [0x4D, 0x5A, 0x00]);

        Assert.IsType<InvalidInputs>((await desk.RegisterAsync(desk.Asked() with { Documents = [bad] })).Refusal);
        var number = await desk.RegisteredAsync();
        Assert.IsType<InvalidInputs>((await AddAsync(desk, number, bad)).Refusal);
        Assert.IsType<InvalidInputs>((await AddAsync(desk, number)).Refusal);
        Assert.IsType<InvalidInputs>((await AddAsync(desk, number, [.. Enumerable.Repeat(Letter("x"), 11)])).Refusal);
        foreach (var actor in Actors.Without(Right.RegisterRequest))
        {
            Assert.IsType<NotAllowed>((await AddAsync(desk, number, actor, Letter("x"))).Refusal);
        }

        Assert.Equal(0, TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM RequestDocuments"));
    }

    private static DocumentUpload Letter(string text) => new(DocumentKind.Application, "letter.txt", Encoding.UTF8.GetBytes(text));

    private static long Bound(RequestDesk desk) =>
        TestStores.Sql(desk.Stores.Files.Records, "SELECT COUNT(*) FROM RequestDocuments WHERE SubjectId IS NOT NULL");

    private static Task<Result<Done>> AddAsync(RequestDesk desk, RequestNumber number, params DocumentUpload[] files) =>
        AddAsync(desk, number, Actors.Staff, files);

    private static Task<Result<Done>> AddAsync(RequestDesk desk, RequestNumber number, Actor actor, params DocumentUpload[] files) =>
        desk.Get<RequestFiles>().AddAsync(actor, new AddDocumentsCommand(number, desk.Clock.Now, files), CancellationToken.None);

    private static byte[] Package(params (string Name, string Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var writer = new StreamWriter(package.CreateEntry(name, CompressionLevel.NoCompression).Open());
                writer.Write(content);
            }
        }

        return bytes.ToArray();
    }
}
