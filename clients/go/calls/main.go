// The generated client, against a running server.
package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"log"
	"os"

	"quickstart/demarche"
)

func main() {
	client, err := demarche.NewClientWithResponses(os.Getenv("DEMARCHE_URL"))
	must(err)
	calls := []func(context.Context, *demarche.ClientWithResponses) error{list, pages, record, problem, export}
	for _, call := range calls {
		must(call(context.Background(), client))
	}
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func list(ctx context.Context, client *demarche.ClientWithResponses) error {
	answer, err := client.ListQuotesWithResponse(ctx, &demarche.ListQuotesParams{
		Speaker: &[]string{"zakharova"},
		Kind:    &[]demarche.QuoteKind{demarche.Direct, demarche.Mixed},
	})
	if err != nil {
		return err
	}
	if answer.JSON200 == nil || len(answer.JSON200.Data) == 0 {
		return fmt.Errorf("list: %s", answer.Status())
	}
	for _, quote := range answer.JSON200.Data {
		if quote.Kind == demarche.Indirect {
			return fmt.Errorf("list: %s is indirect", quote.Id)
		}
	}
	fmt.Printf("list: %d quotes of Zakharova's\n", len(answer.JSON200.Data))
	return nil
}

func pages(ctx context.Context, client *demarche.ClientWithResponses) error {
	limit, total := int32(20), true
	ids := map[string]bool{}
	params := &demarche.ListQuotesParams{Limit: &limit, Total: &total}
	for {
		answer, err := client.ListQuotesWithResponse(ctx, params)
		if err != nil {
			return err
		}
		if answer.JSON200 == nil {
			return fmt.Errorf("pages: %s", answer.Status())
		}
		for _, quote := range answer.JSON200.Data {
			ids[quote.Id] = true
		}
		page := answer.JSON200.Page
		params.Cursor = page.NextCursor
		if page.NextCursor != nil {
			continue
		}
		if page.Total == nil || int(*page.Total) != len(ids) {
			return fmt.Errorf("pages: %d quotes of %v", len(ids), page.Total)
		}
		fmt.Printf("pages: %d quotes\n", len(ids))
		return nil
	}
}

func record(ctx context.Context, client *demarche.ClientWithResponses) error {
	answer, err := client.GetQuoteWithResponse(ctx, "zakharova-scheme-004", nil)
	if err != nil {
		return err
	}
	if answer.JSON200 == nil || *answer.JSON200.Said.Edtf != "2023-12-27" {
		return fmt.Errorf("record: %s", answer.Status())
	}
	fmt.Println("record:", *answer.JSON200.Gist)
	return nil
}

func problem(ctx context.Context, client *demarche.ClientWithResponses) error {
	answer, err := client.GetActorWithResponse(ctx, "sakharova", nil)
	if err != nil {
		return err
	}
	missing := answer.ApplicationproblemJSON404
	if missing == nil || missing.Code != demarche.ProblemCodeNoSuchRecord {
		return fmt.Errorf("problem: %s", answer.Status())
	}
	fmt.Println("problem:", missing.Code, "suggests", *missing.Errors[0].Suggestion)
	return nil
}

func export(ctx context.Context, client *demarche.ClientWithResponses) error {
	format := demarche.Csv
	answer, err := client.ExportQuotesWithResponse(ctx, &demarche.ExportQuotesParams{
		Speaker: &[]string{"zakharova"},
		Format:  &format,
	})
	if err != nil {
		return err
	}
	rows, err := csv.NewReader(bytes.NewReader(answer.Body)).ReadAll()
	if err != nil {
		return err
	}
	if len(rows) < 2 || rows[0][0] != "id" {
		return fmt.Errorf("export: %s", answer.Status())
	}
	fmt.Printf("export: %d rows\n", len(rows)-1)
	return nil
}
