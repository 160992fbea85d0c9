using ComplianceConsole.Domain.Results;
using Microsoft.AspNetCore.Components;

namespace ComplianceConsole.Components.Controls;

/// <summary>What an input inside a <see cref="Field"/> takes over: <c>id</c>, <c>aria-describedby</c>, <c>aria-invalid</c>.</summary>
/// <param name="Id">The input's id.</param>
/// <param name="DescribedBy">The ids of hint and error, or null.</param>
/// <param name="Invalid">"true" where the input is to be mended, or null.</param>
public sealed record FieldInput(string Id, string? DescribedBy, string? Invalid);

/// <summary>One question of a form: its name above, a hint, what is wrong, and the input.</summary>
public partial class Field
{
    private FieldInput _input = new("", null, null);
    private InvalidInput? _problem;

    /// <summary>The code of the field or the name of the input, as in refusals.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <summary>The label; the name's own word when null.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>How to answer, or why it is asked.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>What the last attempt was told; the first problem of this name is shown.</summary>
    [Parameter]
    public IReadOnlyList<InvalidInput> Problems { get; set; } = [];

    /// <summary>The input: <c>&lt;input class="input" id="@context.Id" aria-describedby="@context.DescribedBy" aria-invalid="@context.Invalid" /&gt;</c>.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<FieldInput> ChildContent { get; set; } = default!;

    /// <summary>Tells the inputs of a form from those of the same name in the page's main form; null in the main form itself.</summary>
    [CascadingParameter(Name = "FormId")]
    public string? FormId { get; set; }

    /// <summary>The id of the input of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="formId">The <see cref="FormId"/> of its form; null for the page's main form.</param>
    public static string IdOf(string name, string? formId = null) => formId is null ? "field-" + name : $"field-{name}-{formId}";

    protected override void OnParametersSet()
    {
        var id = IdOf(Name, FormId);
        _problem = Problems.FirstOrDefault(problem => string.Equals(problem.FieldName, Name, StringComparison.Ordinal));
        string?[] described = [Hint is null ? null : id + "-hint", _problem is null ? null : id + "-error"];
        var describedBy = string.Join(' ', described.OfType<string>());
        _input = new FieldInput(id, describedBy.Length == 0 ? null : describedBy, _problem is null ? null : "true");
    }
}
