using Bunit;
using ComplianceConsole.Components.Controls;
using ComplianceConsole.Components.Layout;
using ComplianceConsole.Domain.Access;
using ComplianceConsole.Domain.Results;
using Microsoft.AspNetCore.Components.Forms;

namespace ComplianceConsole.Tests.Components;

/// <summary>What leads a reader through a form, and what closes one to them.</summary>
public sealed class FormControlsTests : PageTest
{
    [Fact]
    public void WhoHasNoRoleIsToldSoAndNotSentRound()
    {
        var denied = Page.Render<DeniedNotice>(c => c.AddCascadingValue(new Actor("1", "Aigul", Role.None)));

        Assert.Equal("You have no role in this console", Read(denied.Find("h1")));
        Assert.Empty(denied.FindAll("a"));
        Assert.Equal("/", Page.Render<DeniedNotice>(c => c.AddCascadingValue(new Actor("1", "Aigul", Role.Staff))).Find("a").GetAttribute("href"));
    }

    [Fact]
    public void ANewStepTakesTheReaderToTheHeading()
    {
        var header = Page.Render<PageHeader>(c => c.Add(x => x.Title, "Set up").Add(x => x.Step, 1));
        Page.JSInterop.VerifyNotInvoke("Blazor._internal.domWrapper.focus");

        header.Render(c => c.Add(x => x.Sentence, "Step 2").Add(x => x.Step, 2));
        header.Render(c => c.Add(x => x.Sentence, "Step 2 of 4"));

        Page.JSInterop.VerifyInvoke("Blazor._internal.domWrapper.focus", 1);
    }

    [Theory]
    [InlineData("ru", "2026-11-23T05:13", "23 ноября 2026 г., понедельник, 05:13")]
    [InlineData("kk", "2026-11-23", "2026 жылғы 23 қараша, дүйсенбі")]
    [InlineData("en", "", "")]
    public void ADateInputIsWrittenOutInTheReadersLanguage(string language, string value, string words)
    {
        Speak(language);

        Assert.Equal(words, Read(Page.Render<WrittenOut>(c => c.Add(x => x.Value, value)).Find("p")));
    }

    [Fact]
    public void AChosenFileIsNamed()
    {
        Speak("ru");
        var choice = Page.Render<FileChoice>(c => c.Add(x => x.Input, new FieldInput("field-File", "field-File-hint", null)));
        Assert.Equal("Выбрать файл Файл не выбран", Read(choice.Find(".file-choice")));
        Assert.Equal("field-File-hint field-File-chosen", choice.Find("input").GetAttribute("aria-describedby"));

        choice.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("%PDF-1.7", "letter.pdf"));

        Assert.Equal("letter.pdf", Read(choice.Find("#field-File-chosen")));
    }

    [Fact]
    public void AFieldOfASecondFormIsItsOwnThoughItsNameIsTheSame()
    {
        var field = Page.Render<Field>(c => c
            .AddCascadingValue("FormId", "files")
            .Add(x => x.Name, "ReceivedAt")
            .Add(x => x.Problems, [new InvalidInput("ReceivedAt", "Date")])
            .Add(x => x.ChildContent, input => builder => builder.AddMarkupContent(0, $"<input id=\"{input.Id}\" aria-describedby=\"{input.DescribedBy}\" />")));

        Assert.Equal("field-ReceivedAt-files", field.Find("label").GetAttribute("for"));
        Assert.Equal(field.Find("input").GetAttribute("aria-describedby"), field.Find(".field-error").Id);
    }
}
